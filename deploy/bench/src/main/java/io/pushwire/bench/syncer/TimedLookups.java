// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.pushwire.bench.result.Medians;
import io.pushwire.image.ImageTag;
import io.pushwire.syncer.execution.Workloads;
import io.pushwire.syncer.kubernetes.Cluster;

import jakarta.inject.Singleton;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Inside a syncer that has this jar on its class path and is told to: how long the first listing
/// takes, and a lookup in the index. A file has the answer.
@Singleton
@Requires(property = "bench.lookups.file")
final class TimedLookups implements ApplicationEventListener<StartupEvent> {

    private static final int LOOKUPS = 100_000;
    private static final int ROUNDS = 9;

    private final Cluster cluster;
    private final Path file;
    private final int size;

    TimedLookups(
            Cluster cluster,
            @Value("${bench.lookups.file}") String file,
            @Value("${bench.lookups.size}") int size) {
        this.cluster = cluster;
        this.file = Path.of(file);
        this.size = size;
    }

    /// What the file says.
    ///
    /// @param syncMillis from the start of the application until every kind was listed
    /// @param lookupNanos median of the rounds, of one lookup of a random tag
    record Times(double syncMillis, double lookupNanos) {

        static Times read(Path file) throws IOException {
            List<String> numbers = Files.readAllLines(file);
            return new Times(
                    Double.parseDouble(numbers.getFirst()), Double.parseDouble(numbers.getLast()));
        }
    }

    @Override
    public void onApplicationEvent(StartupEvent started) {
        long begun = System.nanoTime();
        Thread.ofPlatform().name("bench-lookups").daemon().start(() -> run(begun));
    }

    private void run(long begun) {
        try {
            while (!cluster.synchronizedOnce()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            double millis = (System.nanoTime() - begun) / 1e6;
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.writeString(draft, millis + "\n" + lookup(cluster.workloads()));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException("cannot time lookups", failed);
        }
    }

    private double lookup(Workloads workloads) {
        List<ImageTag> tags = IntStream.range(0, size).mapToObj(Fleet::own).toList();
        var random = new SplittableRandom(1);
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            for (int i = 0; i < LOOKUPS; i++) {
                int found = workloads.following(List.of(tags.get(random.nextInt(size)))).size();
                if (found != 1) {
                    throw new IllegalStateException(found + " workloads use a tag of one");
                }
            }
            rounds[round] = (System.nanoTime() - begun) / (double) LOOKUPS;
        }
        return Medians.of(rounds);
    }
}
