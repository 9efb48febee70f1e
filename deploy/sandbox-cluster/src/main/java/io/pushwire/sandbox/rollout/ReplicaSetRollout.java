// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// Keeps as many pods as a ReplicaSet asks for.
final class ReplicaSetRollout implements Reconciler {
    private final World world;

    ReplicaSetRollout(World world) {
        this.world = world;
    }

    @Override
    public Optional<Duration> reconcile(JsonObject set) throws IOException, InterruptedException {
        var wanted = Trees.number(set, 1, "spec", "replicas");
        var pods = world.mirror(World.PODS).ownedBy(Mirror.uid(set));
        for (var i = pods.size(); i < wanted; i++) {
            var name = Trees.text(set, "metadata", "name") + "-" + Template.randomSuffix();
            world.create(World.PODS, Template.pod(Template.of(set), set, name, Map.of()));
        }
        var surplus =
                pods.stream()
                        .sorted(Comparator.comparing(Template::isReady))
                        .limit(Math.max(0, pods.size() - wanted))
                        .toList();
        for (var pod : surplus) {
            world.delete(World.PODS, pod);
        }
        var left = world.mirror(World.PODS).ownedBy(Mirror.uid(set));
        var status =
                Trees.builder()
                        .add("observedGeneration", Trees.number(set, 0, "metadata", "generation"))
                        .add("replicas", left.size())
                        .add("fullyLabeledReplicas", left.size())
                        .add("readyReplicas", Template.ready(left))
                        .add("availableReplicas", Template.ready(left));
        world.setStatus(World.REPLICA_SETS, set, status.build());
        return Optional.empty();
    }
}
