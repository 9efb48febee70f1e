// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static io.pushwire.syncer.kubernetes.JsonTree.list;
import static io.pushwire.syncer.kubernetes.JsonTree.number;
import static io.pushwire.syncer.kubernetes.JsonTree.object;
import static io.pushwire.syncer.kubernetes.JsonTree.text;

import com.google.gson.JsonObject;

import io.pushwire.syncer.rollout.PodState;
import io.pushwire.syncer.rollout.PodState.ContainerState;
import io.pushwire.syncer.rollout.PodState.Ended;
import io.pushwire.syncer.rollout.PodState.ReplicaSet;
import io.pushwire.syncer.rollout.PodState.Waiting;
import io.pushwire.syncer.rollout.WorkloadPods;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what pods, and the ReplicaSets that own them, say of themselves.
final class PodReader {

    private PodReader() {}

    static PodState read(JsonObject pod) {
        JsonObject metadata = object(pod, "metadata");
        JsonObject status = object(pod, "status");
        var containers = new ArrayList<ContainerState>();
        list(status, "initContainerStatuses").forEach(it -> containers.add(container(it, true)));
        list(status, "containerStatuses").forEach(it -> containers.add(container(it, false)));
        return new PodState(
                text(metadata, "name"),
                text(metadata, "uid"),
                owner(metadata),
                text(metadata, "creationTimestamp"),
                metadata.has("deletionTimestamp"),
                labels(object(metadata, "labels")),
                RolloutReader.conditions(status),
                containers);
    }

    static ReplicaSet replicaSet(JsonObject set) {
        JsonObject metadata = object(set, "metadata");
        return new ReplicaSet(
                text(metadata, "uid"),
                owner(metadata),
                text(object(metadata, "annotations"), RolloutReader.REVISION));
    }

    private static String owner(JsonObject metadata) {
        return list(metadata, "ownerReferences").stream()
                .filter(owner -> text(owner, "controller").equals("true"))
                .map(owner -> text(owner, "uid"))
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> labels(JsonObject labels) {
        var kept = new HashMap<String, String>();
        for (String label : List.of(WorkloadPods.REVISION_HASH, WorkloadPods.ROLLOUT_HASH)) {
            String value = text(labels, label);
            if (!value.isEmpty()) {
                kept.put(label, value);
            }
        }
        return kept;
    }

    private static ContainerState container(JsonObject it, boolean init) {
        JsonObject state = object(it, "state");
        JsonObject last = object(it, "lastState");
        Optional<Waiting> waiting =
                state.has("waiting")
                        ? Optional.of(
                                new Waiting(
                                        text(object(state, "waiting"), "reason"),
                                        text(object(state, "waiting"), "message")))
                        : Optional.empty();
        return new ContainerState(
                text(it, "name"),
                init,
                text(it, "imageID"),
                text(it, "ready").equals("true"),
                text(it, "started").equals("true"),
                number(it, "restartCount").orElse(0),
                waiting,
                ended(state, true).or(() -> ended(last, false)));
    }

    private static Optional<Ended> ended(JsonObject state, boolean now) {
        if (!state.has("terminated")) {
            return Optional.empty();
        }
        JsonObject terminated = object(state, "terminated");
        return Optional.of(
                new Ended(
                        number(terminated, "exitCode").orElse(0),
                        text(terminated, "reason"),
                        text(terminated, "message"),
                        now));
    }
}
