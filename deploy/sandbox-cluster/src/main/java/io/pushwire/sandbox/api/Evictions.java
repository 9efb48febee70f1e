// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.Decision;
import io.pushwire.sandbox.store.ResourceTypes;
import io.pushwire.sandbox.store.StoredObject;

import jakarta.json.JsonObject;

import java.util.Optional;
import java.util.Set;

/// Deleting a pod if its disruption budget lets it go. The budget's status is what someone wrote
/// into it: no controller counts here, as on a bare kube-apiserver.
final class Evictions {
    private static final Set<String> PHASES_IN_USE = Set.of("Running", "Unknown");
    private static final int PROCESSING_SECONDS = 10;

    private final Cluster cluster;
    private final Deletes deletes;

    Evictions(Cluster cluster, Deletes deletes) {
        this.cluster = cluster;
        this.deletes = deletes;
    }

    /// Throws a [Refusal]: 404 without such a pod, 429 when its budget is exhausted, 500 when it
    /// has several.
    void evict(Target target, JsonObject eviction, boolean dryRun) {
        var name = Trees.text(eviction, "metadata", "name");
        if (!name.isEmpty() && !name.equals(target.name())) {
            throw Refusal.badRequest("name in URL does not match name in Eviction object");
        }
        var pod =
                cluster.store()
                        .get(target.type(), target.key())
                        .orElseThrow(() -> Refusal.notFound(target.type(), target.name()));
        var options = Trees.objectAt(eviction, "deleteOptions");
        var dry = dryRun || !Trees.listAt(options, "dryRun").isEmpty();
        if (isInUse(pod.tree())) {
            budget(target, pod).ifPresent(budget -> spend(target, pod, budget, dry));
        }
        deletes.delete(target, options, dry);
    }

    private static boolean isInUse(JsonObject pod) {
        return PHASES_IN_USE.contains(Trees.text(pod, "status", "phase"))
                && Trees.at(pod, "metadata", "deletionTimestamp").isEmpty();
    }

    private Optional<StoredObject> budget(Target target, StoredObject pod) {
        var budgets =
                cluster.store().list(ResourceTypes.BUDGETS, target.namespace()).items().stream()
                        .filter(it -> LabelSelector.of(selector(it)).test(pod.labels()))
                        .toList();
        if (budgets.size() > 1) {
            throw Refusal.of(
                    500,
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource"
                            + " does not support.");
        }
        return budgets.stream().findFirst();
    }

    private static Optional<JsonObject> selector(StoredObject budget) {
        return Trees.at(budget.tree(), "spec", "selector").map(it -> it.asJsonObject());
    }

    private void spend(Target target, StoredObject pod, StoredObject budget, boolean dry) {
        if (!isReady(pod.tree()) && isHealthy(budget.tree())) {
            return;
        }
        cluster.store()
                .write(
                        ResourceTypes.BUDGETS,
                        budget.key(),
                        current ->
                                current.<Decision>map(it -> spent(it.tree(), target, dry))
                                        .orElseGet(Decision.Keep::new));
    }

    private Decision spent(JsonObject budget, Target target, boolean dry) {
        var name = Trees.text(budget, "metadata", "name");
        if (Trees.number(budget, 0, "status", "observedGeneration")
                < Trees.number(budget, 0, "metadata", "generation")) {
            throw Refusal.disrupting(
                    "The disruption budget %s is still being processed by the server."
                            .formatted(name),
                    PROCESSING_SECONDS);
        }
        var allowed = Trees.number(budget, 0, "status", "disruptionsAllowed");
        if (allowed < 1) {
            throw Refusal.disrupting(exhausted(name, budget), 0);
        }
        var left = Trees.with(budget, Trees.number(allowed - 1), "status", "disruptionsAllowed");
        return dry
                ? new Decision.Keep()
                : new Decision.Put(
                        Trees.with(
                                left,
                                Trees.string(cluster.now()),
                                "status",
                                "disruptedPods",
                                target.name()));
    }

    private static String exhausted(String name, JsonObject budget) {
        var desired = Trees.number(budget, 0, "status", "desiredHealthy");
        var current = Trees.number(budget, 0, "status", "currentHealthy");
        return current <= desired
                ? "The disruption budget %s needs %d healthy pods and has %d currently"
                        .formatted(name, desired, current)
                : "The disruption budget %s does not allow evicting pods currently".formatted(name);
    }

    private static boolean isReady(JsonObject pod) {
        return Trees.listAt(pod, "status", "conditions").getValuesAs(JsonObject.class).stream()
                .anyMatch(it ->
                        Trees.text(it, "type").equals("Ready")
                                && Trees.text(it, "status").equals("True"));
    }

    private static boolean isHealthy(JsonObject budget) {
        var desired = Trees.number(budget, 0, "status", "desiredHealthy");
        return desired > 0 && Trees.number(budget, 0, "status", "currentHealthy") >= desired;
    }
}
