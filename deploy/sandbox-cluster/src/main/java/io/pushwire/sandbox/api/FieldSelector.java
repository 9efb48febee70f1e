// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;

import jakarta.json.JsonObject;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;

/// The few field selectors that the real server indexes; it refuses the others too.
final class FieldSelector {
    private static final Set<String> ALWAYS = Set.of("metadata.name", "metadata.namespace");
    private static final Set<String> PODS =
            Set.of("spec.nodeName", "status.phase", "spec.restartPolicy", "status.podIP");
    private static final Set<String> EVENTS =
            Set.of(
                    "involvedObject.kind",
                    "involvedObject.name",
                    "involvedObject.namespace",
                    "involvedObject.uid",
                    "reason",
                    "type");

    private FieldSelector() {}

    /// An empty text matches everything; throws a 400 [Refusal] for a field that is not served.
    static Predicate<JsonObject> parse(ResourceType type, String text) {
        if (text.isBlank()) {
            return _ -> true;
        }
        return Arrays.stream(text.split(",", -1))
                .map(part -> requirement(type, part.strip()))
                .reduce(_ -> true, Predicate::and);
    }

    private static Predicate<JsonObject> requirement(ResourceType type, String part) {
        var equals = part.indexOf('=');
        if (equals < 1) {
            throw Refusal.badRequest("invalid field selector '%s'".formatted(part));
        }
        var negated = part.charAt(equals - 1) == '!';
        var field = part.substring(0, negated ? equals - 1 : equals).strip();
        var value = part.substring(part.startsWith("==", equals) ? equals + 2 : equals + 1).strip();
        if (!isServed(type, field)) {
            throw Refusal.badRequest(
                    "field label not supported for %s: %s"
                            .formatted(type.qualifiedPlural(), field));
        }
        var path = field.split("\\.", -1);
        return tree -> Trees.text(tree, path).equals(value) != negated;
    }

    private static boolean isServed(ResourceType type, String field) {
        return ALWAYS.contains(field)
                || (type.plural().equals("pods") && PODS.contains(field))
                || (type.plural().equals("events") && EVENTS.contains(field));
    }
}
