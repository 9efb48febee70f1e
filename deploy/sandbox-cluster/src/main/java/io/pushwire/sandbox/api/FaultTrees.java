// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.fault.Active;
import io.pushwire.sandbox.fault.Effect;
import io.pushwire.sandbox.fault.Fault;
import io.pushwire.sandbox.fault.Faults;
import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import java.util.OptionalInt;
import java.util.Set;

/// Faults as JSON.
final class FaultTrees {
    private static final Set<String> FIELDS =
            Set.of(
                    "kind",
                    "verb",
                    "resource",
                    "namespace",
                    "name",
                    "times",
                    "code",
                    "message",
                    "retryAfter");

    private FaultTrees() {}

    /// Throws a 400 [Refusal] for what is no fault, misspelt fields included.
    static Fault read(JsonObject body) {
        try {
            var parts = parts(body);
            var fault =
                    new Fault(
                            effect(body),
                            parts.verb(),
                            parts.resource(),
                            parts.namespace(),
                            parts.name(),
                            OptionalInt.empty());
            return body.containsKey("times")
                    ? fault.times((int) Trees.number(body, 0, "times"))
                    : fault;
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /// Only what it meets; the effect plays no part.
    static Fault parts(JsonObject body) {
        for (var field : body.keySet()) {
            if (!FIELDS.contains(field)) {
                throw Refusal.badRequest(
                        "A fault has no field '%s'; its fields are %s."
                                .formatted(field, FIELDS.stream().sorted().toList()));
            }
        }
        return Fault.refuse()
                .onVerb(Trees.text(body, "verb"))
                .onResource(Trees.text(body, "resource"))
                .inNamespace(Trees.text(body, "namespace"))
                .named(Trees.text(body, "name"));
    }

    private static Effect effect(JsonObject body) {
        return switch (Trees.text(body, "kind")) {
            case "REFUSE" -> new Effect.Refuse();
            case "HANG" -> new Effect.Hang();
            case "HANG_AFTER" -> new Effect.HangAfter();
            case "STATUS" -> {
                var seconds = (int) Trees.number(body, -1, "retryAfter");
                var message = Trees.text(body, "message");
                yield new Effect.Reject(
                        (int) Trees.number(body, 500, "code"),
                        message.isEmpty() ? "The sandbox was told to fail here." : message,
                        seconds < 0 ? OptionalInt.empty() : OptionalInt.of(seconds));
            }
            default ->
                    throw new IllegalArgumentException(
                            "A fault's kind is REFUSE, HANG, HANG_AFTER, STATUS, CUT_WATCH or AWAY,"
                                    + " not '%s'.".formatted(Trees.text(body, "kind")));
        };
    }

    static JsonObject list(Faults faults) {
        var list = Trees.list();
        faults.active().forEach(active -> list.add(of(active)));
        return Trees.builder()
                .add("faults", list)
                .add("held", faults.held())
                .add("openWatches", faults.openWatches())
                .build();
    }

    static JsonObject of(Active active) {
        var fault = active.fault();
        var tree = Trees.builder().add("id", active.id());
        switch (fault.effect()) {
            case Effect.Refuse() -> tree.add("kind", "REFUSE");
            case Effect.Hang() -> tree.add("kind", "HANG");
            case Effect.HangAfter() -> tree.add("kind", "HANG_AFTER");
            case Effect.Reject(var code, var message, var retryAfter) -> {
                tree.add("kind", "STATUS").add("code", code).add("message", message);
                retryAfter.ifPresent(seconds -> tree.add("retryAfter", seconds));
            }
        }
        tree.add("verb", fault.verb())
                .add("resource", fault.resource())
                .add("namespace", fault.namespace())
                .add("name", fault.name())
                .add("held", active.held());
        fault.times().ifPresent(times -> tree.add("times", times));
        return tree.build();
    }
}
