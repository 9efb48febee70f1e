// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.gate;

import io.pushwire.sandbox.fault.Active;
import io.pushwire.sandbox.fault.Call;
import io.pushwire.sandbox.fault.Effect;
import io.pushwire.sandbox.fault.Faults;
import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.json.MalformedJsonException;
import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import java.util.Optional;

/// The question whether one may: what a fault answers with 403 one may not.
final class AccessReviews {
    private static final String PATH = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    private AccessReviews() {}

    /// Empty when the request asks something else, or for what no fault forbids.
    static Optional<Answer> denied(Request request, Faults faults) {
        if (!request.method().equals("POST") || !request.path().equals(PATH)) {
            return Optional.empty();
        }
        try {
            var review = Trees.object(request.body().text());
            return isForbidden(call(review), faults)
                    ? Optional.of(
                            Answer.json(
                                    201, Trees.with(review, JsonValue.FALSE, "status", "allowed")))
                    : Optional.empty();
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private static Call call(JsonObject review) {
        var asked = Trees.objectAt(review, "spec", "resourceAttributes");
        var subresource = Trees.text(asked, "subresource");
        var resource = Trees.text(asked, "resource");
        return new Call(
                "",
                Trees.text(asked, "verb"),
                subresource.isEmpty() ? resource : resource + "/" + subresource,
                Trees.text(asked, "namespace"),
                Trees.text(asked, "name"));
    }

    private static boolean isForbidden(Call call, Faults faults) {
        return faults.active().stream()
                .map(Active::fault)
                .filter(fault ->
                        fault.effect() instanceof Effect.Reject reject && reject.code() == 403)
                .anyMatch(fault -> fault.meets(call));
    }
}
