// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// What a Deployment says of its own rollout, in the words that `kubectl rollout status` waits for.
final class DeploymentStatus {
    private final Clock clock;

    DeploymentStatus(Clock clock) {
        this.clock = clock;
    }

    /// @param current the ReplicaSet of the present template, once there is one
    JsonObject of(JsonObject deployment, Optional<JsonObject> current, List<JsonObject> sets) {
        var wanted = DeploymentRollout.replicas(deployment);
        var ready = sum(sets, "readyReplicas");
        var all = sum(sets, "replicas");
        var status =
                Trees.builder()
                        .add(
                                "observedGeneration",
                                Trees.number(deployment, 0, "metadata", "generation"));
        addUnlessZero(status, "replicas", all);
        addUnlessZero(
                status, "updatedReplicas", current.map(it -> count(it, "replicas")).orElse(0L));
        addUnlessZero(status, "readyReplicas", ready);
        addUnlessZero(status, "availableReplicas", ready);
        addUnlessZero(status, "unavailableReplicas", Math.max(0, Math.max(all, wanted) - ready));
        var conditions =
                Trees.list()
                        .add(available(deployment, ready >= wanted - wanted / 4))
                        .add(progressing(deployment, current, all));
        return status.add("conditions", conditions).build();
    }

    private JsonObject available(JsonObject deployment, boolean isAvailable) {
        return isAvailable
                ? condition(
                        deployment,
                        "Available",
                        "True",
                        "MinimumReplicasAvailable",
                        "Deployment has minimum availability.")
                : condition(
                        deployment,
                        "Available",
                        "False",
                        "MinimumReplicasUnavailable",
                        "Deployment does not have minimum availability.");
    }

    private static void addUnlessZero(JsonObjectBuilder status, String field, long count) {
        if (count != 0) {
            status.add(field, count);
        }
    }

    private JsonObject progressing(JsonObject deployment, Optional<JsonObject> current, long all) {
        if (Trees.isTrue(deployment, "spec", "paused")) {
            return condition(
                    deployment,
                    "Progressing",
                    "Unknown",
                    "DeploymentPaused",
                    "Deployment is paused");
        }
        var name = current.map(it -> Trees.text(it, "metadata", "name")).orElse("");
        var wanted = DeploymentRollout.replicas(deployment);
        var complete =
                current.filter(it -> DeploymentRollout.isComplete(it, wanted)).isPresent()
                        && all == wanted;
        return complete
                ? condition(
                        deployment,
                        "Progressing",
                        "True",
                        "NewReplicaSetAvailable",
                        "ReplicaSet \"%s\" has successfully progressed.".formatted(name))
                : goingOrLate(deployment, name);
    }

    private JsonObject goingOrLate(JsonObject deployment, String name) {
        var going =
                condition(
                        deployment,
                        "Progressing",
                        "True",
                        "ReplicaSetUpdated",
                        "ReplicaSet \"%s\" is progressing.".formatted(name));
        var late = "ReplicaSet \"%s\" has timed out progressing.".formatted(name);
        var isLate =
                Trees.text(present(deployment, "Progressing"), "message").equals(late)
                        || left(deployment, going).isNegative();
        return isLate
                ? condition(deployment, "Progressing", "False", "ProgressDeadlineExceeded", late)
                : going;
    }

    /// When to look again though nothing changed: when the deadline of a rollout has passed.
    Optional<Duration> deadline(JsonObject deployment, JsonObject status) {
        return Trees.listAt(status, "conditions").stream()
                .map(it -> it.asJsonObject())
                .filter(it -> Trees.text(it, "reason").equals("ReplicaSetUpdated"))
                .findFirst()
                .map(it -> left(deployment, it).plusSeconds(1));
    }

    private Duration left(JsonObject deployment, JsonObject progressing) {
        var seconds = Trees.number(deployment, 600, "spec", "progressDeadlineSeconds");
        var since = Instant.parse(Trees.text(progressing, "lastUpdateTime"));
        return Duration.between(clock.instant(), since.plusSeconds(seconds));
    }

    /// The present condition as it is when it says the same, so that its times stay.
    private JsonObject condition(
            JsonObject deployment, String type, String state, String reason, String message) {
        var present = present(deployment, type);
        if (Trees.text(present, "status").equals(state)
                && Trees.text(present, "reason").equals(reason)
                && Trees.text(present, "message").equals(message)) {
            return present;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var since =
                Trees.text(present, "status").equals(state)
                        ? Trees.text(present, "lastTransitionTime")
                        : now;
        return Trees.builder()
                .add("type", type)
                .add("status", state)
                .add("reason", reason)
                .add("message", message)
                .add("lastUpdateTime", now)
                .add("lastTransitionTime", since)
                .build();
    }

    private static JsonObject present(JsonObject deployment, String type) {
        return Trees.listAt(deployment, "status", "conditions").stream()
                .map(it -> it.asJsonObject())
                .filter(it -> Trees.text(it, "type").equals(type))
                .findFirst()
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static long sum(List<JsonObject> sets, String field) {
        return sets.stream().mapToLong(set -> count(set, field)).sum();
    }

    private static long count(JsonObject set, String field) {
        return Trees.number(set, 0, "status", field);
    }
}
