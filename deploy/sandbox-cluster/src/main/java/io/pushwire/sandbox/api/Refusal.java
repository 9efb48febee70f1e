// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.gate.Failures;
import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import java.io.Serial;
import java.util.OptionalInt;

/// A request that is answered with a failure Status, in the words of the real API server.
final class Refusal extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int code;
    private final transient JsonObject status;
    private final transient OptionalInt retryAfter;

    private Refusal(int code, JsonObject status, OptionalInt retryAfter) {
        super(Trees.text(status, "message"));
        this.code = code;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    int code() {
        return code;
    }

    JsonObject status() {
        return status;
    }

    Answer answer() {
        return Failures.answer(code, status, retryAfter);
    }

    static Refusal of(int code, String message) {
        return of(code, message, JsonValue.EMPTY_JSON_OBJECT);
    }

    private static Refusal of(int code, String message, JsonObject details) {
        return new Refusal(
                code,
                Failures.status(code, Failures.reason(code), message, details),
                OptionalInt.empty());
    }

    static Refusal badRequest(String message) {
        return of(400, message);
    }

    static Refusal notFound(ResourceType type, String name) {
        return of(
                404,
                "%s \"%s\" not found".formatted(type.qualifiedPlural(), name),
                Statuses.details(type, name));
    }

    static Refusal alreadyExists(ResourceType type, String name) {
        return new Refusal(
                409,
                Failures.status(
                        409,
                        "AlreadyExists",
                        "%s \"%s\" already exists".formatted(type.qualifiedPlural(), name),
                        Statuses.details(type, name)),
                OptionalInt.empty());
    }

    static Refusal conflict(ResourceType type, String name, String why) {
        return of(
                409,
                "Operation cannot be fulfilled on %s \"%s\": %s"
                        .formatted(type.qualifiedPlural(), name, why),
                Statuses.details(type, name));
    }

    static Refusal modified(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and"
                        + " try again");
    }

    /// @param field the path of what is wrong, `spec.replicas`
    /// @param why begins with `Required value`, `Invalid value` or `Forbidden`
    static Refusal invalid(ResourceType type, String name, String field, String why) {
        var cause =
                Trees.builder()
                        .add("reason", "FieldValue" + why.substring(0, firstWord(why)))
                        .add("message", why)
                        .add("field", field);
        return of(
                422,
                "%s \"%s\" is invalid: %s: %s".formatted(type.qualifiedKind(), name, field, why),
                Trees.builder(Statuses.details(type, name))
                        .add("kind", type.kind())
                        .add("causes", Trees.list().add(cause))
                        .build());
    }

    private static int firstWord(String why) {
        var end = 0;
        while (end < why.length() && Character.isLetter(why.charAt(end))) {
            end++;
        }
        return end;
    }

    /// A pod that its disruption budget keeps.
    ///
    /// @param retryAfter seconds; 0 for none
    static Refusal disrupting(String why, int retryAfter) {
        var cause = Trees.builder().add("reason", "DisruptionBudget").add("message", why);
        var details = Trees.builder();
        if (retryAfter > 0) {
            details.add("retryAfterSeconds", retryAfter);
        }
        details.add("causes", Trees.list().add(cause));
        return new Refusal(
                429,
                Failures.status(
                        429,
                        "TooManyRequests",
                        "Cannot evict pod as it would violate the pod's disruption budget.",
                        details.build()),
                retryAfter > 0 ? OptionalInt.of(retryAfter) : OptionalInt.empty());
    }

    /// A JSON Patch that does not fit the object, for instance because a `test` failed. The real
    /// server does not say why either.
    static Refusal unfitPatch() {
        return of(422, "the server rejected our request due to an error in our request");
    }

    static Refusal expired(String message) {
        return of(410, message);
    }
}
