// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceTypes;

import jakarta.json.JsonValue;

/// The paths that are no objects: health, discovery, the OpenAPI that kubectl looks into, and the
/// question whether one may.
final class FixedPaths {
    private static final String REVIEW = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    private final Discovery discovery;
    private final OpenApi openApi;

    FixedPaths(ResourceTypes types) {
        this.discovery = new Discovery(types);
        this.openApi = new OpenApi(types);
    }

    Answer answer(Request request) {
        if (request.method().equals("POST") && request.path().equals(REVIEW)) {
            return Answer.json(
                    201, Trees.with(Bodies.object(request), JsonValue.TRUE, "status", "allowed"));
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

    private static Refusal notFound() {
        return Refusal.of(404, "the server could not find the requested resource");
    }
}
