// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.ResourceTypes;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What the server itself decides about the next version of an object: identity, generation, which
/// half of it a write may touch.
final class Versions {
    private static final Set<String> STATUS_KEPT = Set.of("nodes", "services");
    private static final Set<String> WITHOUT_GENERATION = Set.of("pods", "namespaces", "nodes");

    private Versions() {}

    /// @param seeded whether the status may come from outside
    static JsonObject first(Target target, JsonObject sent, String time, boolean seeded) {
        var type = target.type();
        var metadata =
                Trees.builder(Trees.objectAt(sent, "metadata"))
                        .remove("resourceVersion")
                        .remove("selfLink")
                        .add("name", target.name())
                        .add("uid", UUID.randomUUID().toString())
                        .add("creationTimestamp", time);
        if (type.namespaced()) {
            metadata.add("namespace", target.namespace());
        }
        if (hasGeneration(type, sent)) {
            metadata.add("generation", 1);
        }
        var tree = Trees.with(sent, metadata.build(), "metadata");
        if (type.has("status") && !seeded && !STATUS_KEPT.contains(type.plural())) {
            tree = Trees.without(tree, "status");
        }
        return type.equals(ResourceTypes.DEFINITIONS)
                ? Definitions.first(tree, time)
                : Workloads.withDefaults(type, withBirthStatus(type, tree));
    }

    private static JsonObject withBirthStatus(ResourceType type, JsonObject tree) {
        var phase =
                switch (type.plural()) {
                    case "pods" -> "Pending";
                    case "namespaces" -> "Active";
                    default -> "";
                };
        return phase.isEmpty() || Trees.at(tree, "status", "phase").isPresent()
                ? tree
                : Trees.with(tree, Trees.string(phase), "status", "phase");
    }

    /// A status write may change annotations too, without a new generation: the real server lets
    /// it, and its Deployment controller writes the revision that way.
    ///
    /// Gives the version that a write of `wanted` comes to, or `old` itself when it changes
    /// nothing.
    static JsonObject next(Target target, JsonObject old, JsonObject wanted) {
        checkIdentity(target, old, wanted);
        var type = target.type();
        if (target.subresource().equals("status")) {
            var next = Trees.withSame(old, wanted, "status");
            return orOld(old, Trees.withSame(next, wanted, "metadata", "annotations"));
        }
        var next = wanted;
        for (var field : List.of("apiVersion", "kind")) {
            next = Trees.withSame(next, old, field);
        }
        if (type.has("status")) {
            next = Trees.withSame(next, old, "status");
        }
        next = Workloads.withDefaults(type, withServersMetadata(old, next));
        if (type.equals(ResourceTypes.DEFINITIONS)) {
            Definitions.validate(next);
        }
        Workloads.validate(type, target.name(), next);
        Workloads.validateChange(type, target.name(), old, next);
        return orOld(old, withGeneration(type, old, next));
    }

    private static void checkIdentity(Target target, JsonObject old, JsonObject wanted) {
        var revision = Trees.text(wanted, "metadata", "resourceVersion");
        if (!revision.isEmpty()
                && !revision.equals(Trees.text(old, "metadata", "resourceVersion"))) {
            throw Refusal.modified(target.type(), target.name());
        }
        var uid = Trees.text(wanted, "metadata", "uid");
        if (!uid.isEmpty() && !uid.equals(Trees.text(old, "metadata", "uid"))) {
            throw Refusal.conflict(
                    target.type(),
                    target.name(),
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(uid, Trees.text(old, "metadata", "uid")));
        }
        for (var field : List.of("name", "namespace")) {
            var given = Trees.text(wanted, "metadata", field);
            if (!given.isEmpty() && !given.equals(Trees.text(old, "metadata", field))) {
                throw Refusal.badRequest(
                        "the %s of the object (%s) does not match the %s on the URL (%s)"
                                .formatted(
                                        field, given, field, Trees.text(old, "metadata", field)));
            }
        }
    }

    private static JsonObject withServersMetadata(JsonObject old, JsonObject wanted) {
        var next = wanted;
        for (var field :
                List.of(
                        "name",
                        "namespace",
                        "uid",
                        "creationTimestamp",
                        "deletionTimestamp",
                        "generation",
                        "resourceVersion")) {
            next = Trees.withSame(next, old, "metadata", field);
        }
        for (var field : List.of("labels", "annotations")) {
            if (Trees.at(next, "metadata", field)
                    .map(JsonValue.EMPTY_JSON_OBJECT::equals)
                    .orElse(false)) {
                next = Trees.without(next, "metadata", field);
            }
        }
        return Trees.at(next, "metadata", "managedFields").isPresent()
                ? next
                : Trees.withSame(next, old, "metadata", "managedFields");
    }

    /// Deployments count their annotations in, as the real server does: they are copied to the
    /// ReplicaSets.
    private static JsonObject withGeneration(ResourceType type, JsonObject old, JsonObject next) {
        var same =
                counted(type, old).equals(counted(type, next))
                        && (!type.plural().equals("deployments")
                                || Trees.objectAt(old, "metadata", "annotations")
                                        .equals(Trees.objectAt(next, "metadata", "annotations")));
        return same || !hasGeneration(type, next)
                ? next
                : Trees.with(
                        next,
                        Trees.number(Trees.number(old, 0, "metadata", "generation") + 1),
                        "metadata",
                        "generation");
    }

    private static boolean hasGeneration(ResourceType type, JsonObject tree) {
        return type.isCustom()
                || (tree.containsKey("spec") && !WITHOUT_GENERATION.contains(type.plural()));
    }

    /// What a new generation is counted by: of a custom kind everything that is no metadata.
    private static JsonValue counted(ResourceType type, JsonObject tree) {
        return type.isCustom()
                ? Trees.without(tree, "metadata")
                : Trees.at(tree, "spec").orElse(JsonValue.NULL);
    }

    private static JsonObject orOld(JsonObject old, JsonObject next) {
        return old.equals(next) ? old : next;
    }
}
