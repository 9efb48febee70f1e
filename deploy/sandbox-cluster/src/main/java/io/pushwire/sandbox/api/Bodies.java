// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.json.MalformedJsonException;
import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.json.YamlText;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/// Objects in request bodies.
final class Bodies {
    private Bodies() {}

    /// Throws a 400 or 415 [Refusal] for what is no object.
    static JsonObject object(Request request) {
        try {
            return switch (request.contentType()) {
                case "application/json", "*/*", "" -> Trees.object(request.body().text());
                case "application/yaml" ->
                        YamlText.objects(request.body().text()).stream()
                                .findFirst()
                                .orElseThrow(() -> Refusal.badRequest("The YAML is empty."));
                case "application/vnd.kubernetes.protobuf" ->
                        throw Refusal.of(
                                415,
                                "The sandbox cluster reads JSON and YAML, not protobuf; with"
                                    + " kubectl create, add --dry-run=client -o yaml and pipe it"
                                    + " into kubectl create -f -");
                default ->
                        throw Refusal.of(
                                415,
                                "The body of the request was in an unknown format '%s' - accepted"
                                                .formatted(request.contentType())
                                        + " media types include: application/json,"
                                        + " application/yaml");
            };
        } catch (MalformedJsonException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /// JSON whatever the content type says, so that `curl -d` needs no header.
    static JsonObject json(Request request) {
        try {
            return Trees.object(request.body().text());
        } catch (MalformedJsonException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /// An empty body is an empty object, as for the options of a deletion.
    static JsonObject options(Request request) {
        return request.body().text().isBlank() ? JsonValue.EMPTY_JSON_OBJECT : object(request);
    }
}
