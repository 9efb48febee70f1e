// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.gate;

import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import java.util.OptionalInt;

/// The `Status` objects of failures.
public final class Failures {
    private Failures() {}

    static Answer rejected(int code, String message, OptionalInt retryAfter) {
        var details = Trees.builder();
        retryAfter.ifPresent(seconds -> details.add("retryAfterSeconds", seconds));
        return answer(code, status(code, reason(code), message, details.build()), retryAfter);
    }

    /// @param retryAfter seconds
    public static Answer answer(int code, JsonObject status, OptionalInt retryAfter) {
        var answer = Answer.json(code, status);
        return retryAfter.isEmpty()
                ? answer
                : answer.with("Retry-After", "" + retryAfter.getAsInt());
    }

    /// @param details left out when empty
    public static JsonObject status(int code, String reason, String message, JsonObject details) {
        var status = begin("Failure").add("message", message).add("reason", reason);
        if (!details.isEmpty()) {
            status.add("details", details);
        }
        return status.add("code", code).build();
    }

    /// A `Status`, up to its outcome, `Success` or `Failure`.
    public static JsonObjectBuilder begin(String outcome) {
        return Trees.builder()
                .add("kind", "Status")
                .add("apiVersion", "v1")
                .add("metadata", Trees.builder())
                .add("status", outcome);
    }

    /// The reason that clients compare, as the real server gives it for this code.
    public static String reason(int code) {
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
