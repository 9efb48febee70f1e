// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The `scale` subresource: a workload seen as a number of replicas.
final class Scale {
    private Scale() {}

    static JsonObject of(JsonObject workload) {
        var metadata = Trees.builder();
        for (var field :
                new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            Trees.at(workload, "metadata", field).ifPresent(it -> metadata.add(field, it));
        }
        var selector =
                Trees.stringMap(workload, "spec", "selector", "matchLabels").entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
        return Trees.builder()
                .add("kind", "Scale")
                .add("apiVersion", "autoscaling/v1")
                .add("metadata", metadata)
                .add(
                        "spec",
                        Trees.builder()
                                .add("replicas", Trees.number(workload, 0, "spec", "replicas")))
                .add(
                        "status",
                        Trees.builder()
                                .add("replicas", Trees.number(workload, 0, "status", "replicas"))
                                .add("selector", selector))
                .build();
    }

    /// Turns a change of the scale into the change of the workload that it means.
    static UnaryOperator<JsonObject> change(Target target, UnaryOperator<JsonObject> change) {
        return workload -> {
            var scale = change.apply(of(workload));
            var replicas = Trees.at(scale, "spec", "replicas").orElse(JsonValue.NULL);
            if (!(replicas instanceof JsonNumber number) || number.longValue() < 0) {
                throw Refusal.invalid(
                        target.type(),
                        target.name(),
                        "spec.replicas",
                        "Invalid value: %s: must be greater than or equal to 0"
                                .formatted(replicas));
            }
            var scaled = Trees.with(workload, replicas, "spec", "replicas");
            return Trees.withSame(scaled, scale, "metadata", "resourceVersion");
        };
    }
}
