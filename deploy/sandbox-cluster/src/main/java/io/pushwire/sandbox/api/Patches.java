// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.MalformedJsonException;
import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;

import java.util.function.UnaryOperator;

/// The two kinds of patch that need no knowledge of the object's type.
final class Patches {
    static final String JSON_PATCH = "application/json-patch+json";
    static final String MERGE_PATCH = "application/merge-patch+json";

    private Patches() {}

    /// Throws a [Refusal]: 415 for another kind of patch, 400 for a body that is no patch. The
    /// patch itself throws 422 when it does not fit.
    static UnaryOperator<JsonObject> parse(String contentType, String body) {
        return switch (contentType) {
            case JSON_PATCH -> jsonPatch(body);
            case MERGE_PATCH -> mergePatch(body);
            case "application/strategic-merge-patch+json" ->
                    throw unsupported("strategic merge patch");
            case "application/apply-patch+yaml", "application/apply-patch+cbor" ->
                    throw unsupported("server-side apply");
            default ->
                    throw Refusal.of(
                            415,
                            "The body of the request was in an unknown format '%s' - accepted media types include: %s, %s"
                                    .formatted(contentType, JSON_PATCH, MERGE_PATCH));
        };
    }

    private static Refusal unsupported(String what) {
        return Refusal.of(
                415,
                "The sandbox cluster does not do %s; send a JSON Patch (%s) or a merge patch (%s) instead, with kubectl: kubectl patch --type=json or --type=merge."
                        .formatted(what, JSON_PATCH, MERGE_PATCH));
    }

    private static UnaryOperator<JsonObject> jsonPatch(String body) {
        try {
            if (!(Trees.value(body) instanceof JsonArray operations)
                    || !operations.stream().allMatch(JsonObject.class::isInstance)) {
                throw Refusal.badRequest("A JSON Patch is an array of operations.");
            }
            var patch = Trees.PROVIDER.createPatch(operations);
            return tree -> {
                try {
                    return patch.apply(tree);
                } catch (JsonException | ClassCastException | IndexOutOfBoundsException e) {
                    throw Refusal.unfitPatch();
                }
            };
        } catch (MalformedJsonException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static UnaryOperator<JsonObject> mergePatch(String body) {
        try {
            var patch = Trees.PROVIDER.createMergePatch(Trees.object(body));
            return tree -> patch.apply(tree).asJsonObject();
        } catch (MalformedJsonException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
