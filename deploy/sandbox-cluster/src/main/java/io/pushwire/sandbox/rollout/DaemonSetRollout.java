// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Keeps the one pod of a DaemonSet: there is one node.
final class DaemonSetRollout implements Reconciler {
    private final World world;

    DaemonSetRollout(World world) {
        this.world = world;
    }

    @Override
    public Optional<Duration> reconcile(JsonObject set) throws IOException, InterruptedException {
        var hash = Template.hash(Template.of(set));
        var pods = world.mirror(World.PODS).ownedBy(Mirror.uid(set));
        var onDelete = Trees.text(set, "spec", "updateStrategy", "type").equals("OnDelete");
        var outdated = pods.stream().filter(pod -> !isOf(pod, hash)).toList();
        if (!onDelete) {
            for (var pod : outdated) {
                world.delete(World.PODS, pod);
            }
        }
        if (pods.isEmpty() || (!onDelete && outdated.size() == pods.size())) {
            var name = Trees.text(set, "metadata", "name") + "-" + Template.randomSuffix();
            var labels = Map.of(StatefulSetRollout.REVISION, hash);
            world.create(World.PODS, Template.pod(Template.of(set), set, name, labels));
        }
        setStatus(set, hash);
        return Optional.empty();
    }

    private void setStatus(JsonObject set, String hash) throws IOException, InterruptedException {
        var pods = world.mirror(World.PODS).ownedBy(Mirror.uid(set));
        var updated = pods.stream().filter(pod -> isOf(pod, hash)).count();
        var ready = Template.ready(pods);
        var status =
                Trees.builder()
                        .add("observedGeneration", Trees.number(set, 0, "metadata", "generation"))
                        .add("desiredNumberScheduled", 1)
                        .add("currentNumberScheduled", pods.size())
                        .add("numberMisscheduled", 0)
                        .add("numberReady", ready);
        if (updated > 0) {
            status.add("updatedNumberScheduled", updated);
        }
        status.add(ready > 0 ? "numberAvailable" : "numberUnavailable", 1);
        world.setStatus(World.DAEMON_SETS, set, status.build());
    }

    private static boolean isOf(JsonObject pod, String hash) {
        return Trees.text(pod, "metadata", "labels", StatefulSetRollout.REVISION).equals(hash);
    }
}
