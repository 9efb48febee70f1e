// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.fault.Call;
import io.pushwire.sandbox.fault.Effect;
import io.pushwire.sandbox.fault.Faults;
import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceTypes;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/// The paths that are no objects: health, discovery, the OpenAPI that kubectl looks into, and the
/// question whether one may.
final class FixedPaths {
    private static final String REVIEW = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    private final Discovery discovery;
    private final OpenApi openApi;
    private final Faults faults;

    FixedPaths(ResourceTypes types, Faults faults) {
        this.discovery = new Discovery(types);
        this.openApi = new OpenApi(types);
        this.faults = faults;
    }

    Answer answer(Request request) {
        if (request.method().equals("POST") && request.path().equals(REVIEW)) {
            return Answer.json(201, reviewed(Bodies.object(request)));
        }
        if (!request.method().equals("GET")) {
            throw notFound();
        }
        return switch (request.path()) {
            case "/readyz", "/livez", "/healthz" -> Answer.text(200, "ok");
            default ->
                    discovery
                            .find(request.path())
                            .or(() -> openApi.find(request.path()))
                            .map(tree -> Answer.json(200, tree))
                            .orElseThrow(FixedPaths::notFound);
        };
    }

    /// Everything is allowed but what a fault answers with 403.
    private JsonObject reviewed(JsonObject review) {
        var asked = Trees.objectAt(review, "spec", "resourceAttributes");
        var subresource = Trees.text(asked, "subresource");
        var resource = Trees.text(asked, "resource");
        var call =
                new Call(
                        "",
                        Trees.text(asked, "verb"),
                        subresource.isEmpty() ? resource : resource + "/" + subresource,
                        Trees.text(asked, "namespace"),
                        Trees.text(asked, "name"));
        var forbidden =
                faults.active().stream()
                        .map(active -> active.fault())
                        .filter(fault ->
                                fault.effect() instanceof Effect.Reject reject
                                        && reject.code() == 403)
                        .anyMatch(fault -> fault.meets(call));
        return Trees.with(
                review, forbidden ? JsonValue.FALSE : JsonValue.TRUE, "status", "allowed");
    }

    private static Refusal notFound() {
        return Refusal.of(404, "the server could not find the requested resource");
    }
}
