// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps the numbered pods of a StatefulSet, and replaces them one by one from the highest down to
/// its partition.
final class StatefulSetRollout implements Reconciler {
    static final String REVISION = "controller-revision-hash";

    private final World world;
    private final Revisions revisions;

    StatefulSetRollout(World world, Revisions revisions) {
        this.world = world;
        this.revisions = revisions;
    }

    @Override
    public Optional<Duration> reconcile(JsonObject set) throws IOException, InterruptedException {
        var update = revisions.name(set);
        if (!Trees.text(set, "status", "updateRevision").equals(update)) {
            revisions.keep(set, update);
        }
        var stored = Trees.text(set, "status", "currentRevision");
        var current = stored.isEmpty() ? update : stored;
        if (create(set, current, update)) {
            replace(set, update);
        }
        setStatus(set, current, update);
        return Optional.empty();
    }

    /// False while a pod has to be waited for.
    private boolean create(JsonObject set, String current, String update)
            throws IOException, InterruptedException {
        var pods = pods(set);
        var wanted = DeploymentRollout.replicas(set);
        for (var pod : pods.values()) {
            if (number(set, pod) >= wanted) {
                world.delete(World.PODS, pod);
            }
        }
        var parallel = Trees.text(set, "spec", "podManagementPolicy").equals("Parallel");
        for (var i = 0L; i < wanted; i++) {
            var pod = pods.get(i);
            if (pod == null) {
                var revision = i < partition(set) ? current : update;
                world.create(World.PODS, pod(set, i, revision, update));
            }
            if (!parallel && (pod == null || !isReadyOr(pod, update))) {
                return false;
            }
        }
        return true;
    }

    /// A pod of an older revision that does not start must not stop the newer one from coming.
    private static boolean isReadyOr(JsonObject pod, String update) {
        return Template.isReady(pod) || !revision(pod).equals(update);
    }

    private void replace(JsonObject set, String update) throws IOException, InterruptedException {
        if (Trees.text(set, "spec", "updateStrategy", "type").equals("OnDelete")) {
            return;
        }
        var pods = pods(set);
        for (var i = DeploymentRollout.replicas(set) - 1; i >= partition(set); i--) {
            var pod = pods.get(i);
            if (pod == null) {
                return;
            }
            if (!revision(pod).equals(update)) {
                world.delete(World.PODS, pod);
                return;
            }
            if (!Template.isReady(pod)) {
                return;
            }
        }
    }

    private JsonObject pod(JsonObject set, long number, String revision, String update)
            throws IOException, InterruptedException {
        var name = Trees.text(set, "metadata", "name") + "-" + number;
        var template =
                revision.equals(update)
                        ? Template.of(set)
                        : revisions.template(set, revision).orElse(Template.of(set));
        var labels =
                Map.of(
                        REVISION,
                        revision,
                        "statefulset.kubernetes.io/pod-name",
                        name,
                        "apps.kubernetes.io/pod-index",
                        "" + number);
        return Template.pod(template, set, name, labels);
    }

    private void setStatus(JsonObject set, String current, String update)
            throws IOException, InterruptedException {
        var pods = List.copyOf(pods(set).values());
        var updated = pods.stream().filter(pod -> revision(pod).equals(update)).count();
        var ready = Template.ready(pods);
        var wanted = DeploymentRollout.replicas(set);
        var complete = updated == wanted && ready == wanted;
        var now = complete ? update : current;
        var status =
                Trees.builder()
                        .add("observedGeneration", Trees.number(set, 0, "metadata", "generation"))
                        .add("replicas", pods.size())
                        .add("readyReplicas", ready)
                        .add("availableReplicas", ready)
                        .add("updatedReplicas", updated)
                        .add(
                                "currentReplicas",
                                pods.stream().filter(pod -> revision(pod).equals(now)).count())
                        .add("currentRevision", now)
                        .add("updateRevision", update)
                        .add("collisionCount", 0);
        world.setStatus(World.STATEFUL_SETS, set, status.build());
    }

    private Map<Long, JsonObject> pods(JsonObject set) {
        var pods = new HashMap<Long, JsonObject>();
        world.mirror(World.PODS)
                .ownedBy(Mirror.uid(set))
                .forEach(pod -> pods.put(number(set, pod), pod));
        return pods;
    }

    private static long number(JsonObject set, JsonObject pod) {
        var prefix = Trees.text(set, "metadata", "name").length() + 1;
        return Long.parseLong(Trees.text(pod, "metadata", "name").substring(prefix));
    }

    private static long partition(JsonObject set) {
        return Trees.number(set, 0, "spec", "updateStrategy", "rollingUpdate", "partition");
    }

    private static String revision(JsonObject pod) {
        return Trees.text(pod, "metadata", "labels", REVISION);
    }
}
