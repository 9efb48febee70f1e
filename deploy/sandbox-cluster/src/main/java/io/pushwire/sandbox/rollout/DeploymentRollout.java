// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Moves a Deployment from one ReplicaSet to the next: all new pods at once, and the old ones go
/// when all new ones are ready.
final class DeploymentRollout implements Reconciler {
    private static final String HASH = "pod-template-hash";
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private final World world;
    private final DeploymentStatus statuses;

    DeploymentRollout(World world, DeploymentStatus statuses) {
        this.world = world;
        this.statuses = statuses;
    }

    @Override
    public Optional<Duration> reconcile(JsonObject deployment)
            throws IOException, InterruptedException {
        var hash = Template.hash(Template.of(deployment));
        var newest = find(deployment, hash);
        if (Trees.isTrue(deployment, "spec", "paused")) {
            var present = newest.or(() -> latest(sets(deployment)));
            if (present.isPresent()) {
                scale(present.get(), replicas(deployment));
            }
        } else {
            advance(deployment, hash, newest);
        }
        var current = find(deployment, hash);
        var annotations = Trees.builder();
        current.ifPresent(set -> annotations.add(REVISION, "" + revision(set)));
        var status = statuses.of(deployment, current, sets(deployment));
        world.setStatus(World.DEPLOYMENTS, deployment, status, annotations.build());
        return statuses.deadline(deployment, status);
    }

    private void advance(JsonObject deployment, String hash, Optional<JsonObject> newest)
            throws IOException, InterruptedException {
        var old = sets(deployment).stream().filter(set -> !isOf(set, hash)).toList();
        var recreates = Trees.text(deployment, "spec", "strategy", "type").equals("Recreate");
        if (recreates && old.stream().anyMatch(set -> held(set) > 0)) {
            scaleDown(old);
            return;
        }
        var next = revision(old) + 1;
        if (newest.isEmpty()) {
            world.create(World.REPLICA_SETS, replicaSet(deployment, hash, next));
            return;
        }
        var current = newest.get();
        scale(current, replicas(deployment));
        if (revision(current) < next) {
            annotate(current, next);
        }
        if (isComplete(current, replicas(deployment))) {
            scaleDown(old);
            forgetOldest(deployment, old);
        }
    }

    private void scaleDown(List<JsonObject> sets) throws IOException, InterruptedException {
        for (var set : sets) {
            scale(set, 0);
        }
    }

    private void scale(JsonObject set, long replicas) throws IOException, InterruptedException {
        if (replicas(set) != replicas) {
            var spec = Trees.builder().add("replicas", replicas);
            world.patch(World.REPLICA_SETS, set, "", Trees.builder().add("spec", spec).build());
        }
    }

    private void annotate(JsonObject set, long revision) throws IOException, InterruptedException {
        var patch =
                Trees.with(
                        Trees.builder().build(),
                        Trees.string("" + revision),
                        "metadata",
                        "annotations",
                        REVISION);
        world.patch(World.REPLICA_SETS, set, "", patch);
    }

    private void forgetOldest(JsonObject deployment, List<JsonObject> old)
            throws IOException, InterruptedException {
        var kept = Trees.number(deployment, 10, "spec", "revisionHistoryLimit");
        var tooMany =
                old.stream()
                        .filter(set -> held(set) == 0)
                        .sorted(Comparator.comparingLong(DeploymentRollout::revision))
                        .limit(Math.max(0, old.size() - kept))
                        .toList();
        for (var set : tooMany) {
            world.delete(World.REPLICA_SETS, set);
        }
    }

    private List<JsonObject> sets(JsonObject deployment) {
        return world.mirror(World.REPLICA_SETS).ownedBy(Mirror.uid(deployment));
    }

    private Optional<JsonObject> find(JsonObject deployment, String hash) {
        return sets(deployment).stream().filter(set -> isOf(set, hash)).findFirst();
    }

    private static Optional<JsonObject> latest(List<JsonObject> sets) {
        return sets.stream().max(Comparator.comparingLong(DeploymentRollout::revision));
    }

    private static JsonObject replicaSet(JsonObject deployment, String hash, long revision) {
        var labels = Trees.stringMap(deployment, "spec", "template", "metadata", "labels");
        labels.put(HASH, hash);
        var selector =
                Trees.with(
                        Trees.objectAt(deployment, "spec", "selector"),
                        Trees.string(hash),
                        "matchLabels",
                        HASH);
        var template =
                Trees.with(Template.of(deployment), Trees.strings(labels), "metadata", "labels");
        var name = Trees.text(deployment, "metadata", "name") + "-" + hash;
        return Trees.builder()
                .add("apiVersion", "apps/v1")
                .add("kind", "ReplicaSet")
                .add(
                        "metadata",
                        Template.metadata(deployment, name)
                                .add("labels", Trees.strings(labels))
                                .add("annotations", Trees.strings(Map.of(REVISION, "" + revision))))
                .add(
                        "spec",
                        Trees.builder()
                                .add("replicas", replicas(deployment))
                                .add("selector", selector)
                                .add("template", template))
                .build();
    }

    private static boolean isOf(JsonObject set, String hash) {
        return Trees.text(set, "metadata", "labels", HASH).equals(hash);
    }

    static boolean isComplete(JsonObject set, long wanted) {
        return Trees.number(set, 0, "status", "readyReplicas") == wanted
                && Trees.number(set, 0, "status", "replicas") == wanted;
    }

    static long replicas(JsonObject object) {
        return Trees.number(object, 1, "spec", "replicas");
    }

    private static long held(JsonObject set) {
        return Math.max(replicas(set), Trees.number(set, 0, "status", "replicas"));
    }

    private static long revision(List<JsonObject> sets) {
        return sets.stream().mapToLong(DeploymentRollout::revision).max().orElse(0);
    }

    private static long revision(JsonObject set) {
        var text = Trees.text(set, "metadata", "annotations", REVISION);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
