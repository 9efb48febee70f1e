// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sync;

import io.pushwire.bench.process.Artifacts;
import io.pushwire.image.Digest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One thing after the other, in turns.
final class SyncMeasurement {

    private static final int NOTHING_TO_DO = 0;
    private static final int OUT_OF_DATE = 3;

    private final SyncPlan plan;
    private final Place place;
    private final Timed timed;
    private final List<String> failures = new ArrayList<>();

    /// @param skopeo the program
    /// @param near Deployments whose registry is asked directly
    /// @param far those that ask it through the proxy
    record Place(
            Artifacts artifacts,
            Path skopeo,
            Path kubeconfig,
            LocalRegistry registry,
            Workloads near,
            Workloads far,
            Path directory) {}

    SyncMeasurement(SyncPlan plan, Place place) {
        this.plan = plan;
        this.place = place;
        this.timed = new Timed(place.directory().resolve("commands.log"));
    }

    SyncResults run() throws IOException, InterruptedException {
        var rounds = new ArrayList<SyncResults.Round>();
        say("pushing %d images".formatted(plan.images()));
        place.registry().push(plan.images(), "before");
        // As the launcher offers it to everybody; the first run reads its files from the disk too.
        say("training");
        report(place.near(), Map.of("PUSHWIRE_TRAIN", "1"));
        double heads = heads();
        for (int round = 1; round <= plan.rounds(); round++) {
            say("round %d of %d".formatted(round, plan.rounds()));
            double loopNear = loop(place.near());
            double reportNear = report(place.near());
            double loopFar = loop(place.far());
            double reportFar = report(place.far());
            double update = update("round " + round);
            rounds.add(new SyncResults.Round(loopNear, reportNear, loopFar, reportFar, update));
        }
        return new SyncResults(plan, rounds, heads, failures);
    }

    private double heads() throws IOException, InterruptedException {
        long before = place.registry().manifests("HEAD");
        report(place.near());
        return (double) (place.registry().manifests("HEAD") - before) / plan.images();
    }

    private double loop(Workloads workloads) throws IOException, InterruptedException {
        List<List<String>> commands =
                LocalRegistry.references(workloads.port(), plan.images()).stream()
                        .map(image ->
                                List.of(
                                        place.skopeo().toString(),
                                        "inspect",
                                        "--tls-verify=false",
                                        "docker://" + image))
                        .toList();
        return timed.loop(commands).seconds();
    }

    private double report(Workloads workloads) throws IOException, InterruptedException {
        return report(workloads, Map.of());
    }

    private double report(Workloads workloads, Map<String, String> environment)
            throws IOException, InterruptedException {
        Timed.Run run = sync(workloads, environment);
        if (run.code() != NOTHING_TO_DO && run.code() != OUT_OF_DATE) {
            failures.add("a report ended with " + run.code());
        }
        return run.seconds();
    }

    private double update(String generation) throws IOException, InterruptedException {
        Map<String, Digest> pushed = place.registry().push(plan.images(), generation);
        Timed.Run run = sync(place.near(), Map.of(), "--update");
        if (run.code() != NOTHING_TO_DO) {
            failures.add("an update ended with " + run.code());
        }
        place.near().faults(pushed).stream().limit(3).forEach(failures::add);
        return run.seconds();
    }

    private Timed.Run sync(Workloads workloads, Map<String, String> environment, String... further)
            throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        place.artifacts().launcher().toString(),
                                        "cluster-syncer",
                                        "sync",
                                        "--kubeconfig=" + place.kubeconfig(),
                                        "-n",
                                        workloads.namespace(),
                                        "--insecure-registry=127.0.0.1:" + workloads.port()),
                                Stream.of(further))
                        .toList();
        var all = new HashMap<>(environment);
        all.put("PUSHWIRE_JAR", place.artifacts().jar().toString());
        return timed.run(command, all);
    }

    private static void say(String sentence) {
        System.err.println(sentence);
    }
}
