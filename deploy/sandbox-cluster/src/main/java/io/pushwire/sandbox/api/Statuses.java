// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/// The `Status` objects that answer what is not an object.
final class Statuses {
    private Statuses() {}

    static JsonObject failure(int code, String reason, String message, JsonObject details) {
        var status = status("Failure").add("message", message).add("reason", reason);
        if (!details.isEmpty()) {
            status.add("details", details);
        }
        return status.add("code", code).build();
    }

    static JsonObject success(ResourceType type, String name, String uid) {
        return status("Success")
                .add("details", Trees.builder(details(type, name)).add("uid", uid))
                .build();
    }

    static JsonObject created() {
        return status("Success").add("code", 201).build();
    }

    private static JsonObjectBuilder status(String outcome) {
        return Trees.builder()
                .add("kind", "Status")
                .add("apiVersion", "v1")
                .add("metadata", Trees.builder())
                .add("status", outcome);
    }

    static JsonObject details(ResourceType type, String name) {
        var details = Trees.builder().add("name", name);
        if (!type.group().isEmpty()) {
            details.add("group", type.group());
        }
        return details.add("kind", type.plural()).build();
    }

    /// The reason that clients compare, as the real server gives it for this code.
    static String reason(int code) {
        return switch (code) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 406 -> "NotAcceptable";
            case 409 -> "Conflict";
            case 410 -> "Expired";
            case 413 -> "RequestEntityTooLarge";
            case 415 -> "UnsupportedMediaType";
            case 422 -> "Invalid";
            case 429 -> "TooManyRequests";
            case 500 -> "InternalError";
            case 503 -> "ServiceUnavailable";
            case 504 -> "Timeout";
            default -> "Unknown";
        };
    }
}
