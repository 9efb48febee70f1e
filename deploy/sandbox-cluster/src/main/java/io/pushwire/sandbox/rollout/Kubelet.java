// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Says of pods that they run, in place of a node: pulls nothing, starts nothing.
final class Kubelet implements Reconciler {
    private static final Set<String> OVER = Set.of("Succeeded", "Failed");

    private final World world;
    private final RolloutOptions options;
    private final Clock clock;
    private final Map<String, Instant> firstSeen = new ConcurrentHashMap<>();

    Kubelet(World world, RolloutOptions options, Clock clock) {
        this.world = world;
        this.options = options;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> reconcile(JsonObject pod) throws IOException, InterruptedException {
        if (Trees.at(pod, "metadata", "deletionTimestamp").isPresent()) {
            firstSeen.remove(Mirror.uid(pod));
            world.delete(World.PODS, pod);
            return Optional.empty();
        }
        if (OVER.contains(Trees.text(pod, "status", "phase")) || isSettled(pod)) {
            firstSeen.remove(Mirror.uid(pod));
            return Optional.empty();
        }
        var left = startsIn(pod);
        if (left.isPositive()) {
            return Optional.of(left);
        }
        world.setStatus(World.PODS, pod, status(pod));
        return Optional.empty();
    }

    private Duration startsIn(JsonObject pod) {
        if (options.podStart().isZero()) {
            return Duration.ZERO;
        }
        var seen = firstSeen.computeIfAbsent(Mirror.uid(pod), _ -> clock.instant());
        return Duration.between(clock.instant(), seen.plus(options.podStart()));
    }

    /// Whether its status speaks of the images that it has now.
    private static boolean isSettled(JsonObject pod) {
        return images(Trees.listAt(pod, "spec", "containers"))
                .equals(images(Trees.listAt(pod, "status", "containerStatuses")));
    }

    private static Map<String, String> images(JsonArray containers) {
        var images = new HashMap<String, String>();
        containers.stream()
                .map(it -> it.asJsonObject())
                .forEach(it -> images.put(Trees.text(it, "name"), Trees.text(it, "image")));
        return images;
    }

    private JsonObject status(JsonObject pod) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var statuses = Trees.list();
        var ready = true;
        for (var value : Trees.listAt(pod, "spec", "containers")) {
            var container = value.asJsonObject();
            var runs = !options.missing().test(Trees.text(container, "image"));
            statuses.add(containerStatus(container, runs, now));
            ready &= runs;
        }
        var conditions = Trees.list().add(condition("PodScheduled", true, now));
        conditions.add(condition("Initialized", true, now));
        conditions.add(condition("ContainersReady", ready, now));
        conditions.add(condition("Ready", ready, now));
        return Trees.builder(Trees.objectAt(pod, "status"))
                .add("phase", ready ? "Running" : "Pending")
                .add("conditions", conditions)
                .add("containerStatuses", statuses)
                .add("podIP", "10.0.0.1")
                .add("hostIP", "127.0.0.1")
                .add("startTime", now)
                .build();
    }

    private JsonObjectBuilder containerStatus(JsonObject container, boolean runs, String now) {
        var image = Trees.text(container, "image");
        var state =
                runs
                        ? Trees.builder().add("running", Trees.builder().add("startedAt", now))
                        : Trees.builder().add("waiting", backOff(image));
        var status =
                Trees.builder()
                        .add("name", Trees.text(container, "name"))
                        .add("image", image)
                        .add("imageID", runs ? imageId(image) : "")
                        .add("ready", runs)
                        .add("started", runs)
                        .add("restartCount", 0)
                        .add("state", state);
        return runs ? status.add("containerID", "sandbox://" + Template.randomSuffix()) : status;
    }

    private static JsonObjectBuilder backOff(String image) {
        return Trees.builder()
                .add("reason", "ImagePullBackOff")
                .add("message", "Back-off pulling image \"" + image + "\"");
    }

    /// `repository@digest`, as container runtimes say it; empty when the digest is not known.
    private String imageId(String image) {
        var at = image.indexOf('@');
        var digest = at < 0 ? options.digests().apply(image) : Optional.of(image.substring(at + 1));
        return digest.map(it -> RolloutOptions.repository(image) + "@" + it).orElse("");
    }

    private static JsonObject condition(String type, boolean isTrue, String now) {
        return Trees.builder()
                .add("type", type)
                .add("status", isTrue ? "True" : "False")
                .add("lastTransitionTime", now)
                .build();
    }
}
