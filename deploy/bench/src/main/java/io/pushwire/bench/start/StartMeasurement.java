// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.start;

import io.pushwire.bench.process.ServiceProcess;
import io.pushwire.bench.process.ServiceProcess.Service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Starts each program in turn, without an AOT cache and with one. The caches lie beside the jar,
/// so each way has a name of its own for the same jar.
final class StartMeasurement {

    // The JVM that ends a training makes the cache, with another one.
    private static final Duration TRAINING = Duration.ofMinutes(3);

    private static final String CLUSTER = "bench-start";

    private final Place place;
    private final Consumer<String> progress;
    private final Path plain;
    private final Path trained;
    private int directories;

    /// Where it happens.
    ///
    /// @param kubeconfig of a cluster with hardly anything in it
    /// @param directory where everything is kept and printed
    record Place(
            Path launcher, Path jar, String bootstrapServers, Path kubeconfig, Path directory) {}

    StartMeasurement(Place place, Consumer<String> progress) throws IOException {
        this.place = place;
        this.progress = progress;
        this.plain = Files.createSymbolicLink(place.directory().resolve("plain.jar"), place.jar());
        this.trained =
                Files.createSymbolicLink(place.directory().resolve("trained.jar"), place.jar());
    }

    List<Start> run(int rounds) throws IOException, InterruptedException {
        for (Program program : Program.values()) {
            progress.accept("training: " + program.launched());
            start(program, trained, Map.of("PUSHWIRE_TRAIN", "1"), place.kubeconfig())
                    .end(TRAINING);
        }
        List<Start> starts = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            progress.accept("round %d of %d".formatted(round, rounds));
            for (Program program : Program.values()) {
                starts.add(measured(program, false));
                starts.add(measured(program, true));
            }
        }
        return starts;
    }

    /// A syncer without an AOT cache, for its memory.
    Start syncerOf(Path kubeconfig) throws IOException, InterruptedException {
        try (var process = start(Program.SYNCER, plain, Map.of(), kubeconfig)) {
            return Start.of(Program.SYNCER, false, process);
        }
    }

    private Start measured(Program program, boolean withCache)
            throws IOException, InterruptedException {
        Path jar = withCache ? trained : plain;
        try (var process = start(program, jar, Map.of(), place.kubeconfig())) {
            return Start.of(program, withCache, process);
        }
    }

    private ServiceProcess start(
            Program program, Path jar, Map<String, String> environment, Path kubeconfig)
            throws IOException, InterruptedException {
        return ServiceProcess.start(
                place.launcher(),
                new Service(
                        program.launched(),
                        jar,
                        program.yaml(place.bootstrapServers(), cluster(kubeconfig), kubeconfig),
                        Map.of(),
                        arguments(program),
                        environment),
                place.directory().resolve(program.launched() + ".log"));
    }

    /// Two clusters with one name would be refused.
    private String cluster(Path kubeconfig) {
        return kubeconfig.equals(place.kubeconfig()) ? CLUSTER : CLUSTER + "-large";
    }

    /// A standalone makes everything anew, its log included.
    private List<String> arguments(Program program) {
        return switch (program) {
            case LISTENER, SYNCER -> List.of();
            case STANDALONE ->
                    List.of(
                            "--kubernetes=sandbox",
                            "--data",
                            place.directory().resolve("standalone-" + ++directories).toString());
        };
    }
}
