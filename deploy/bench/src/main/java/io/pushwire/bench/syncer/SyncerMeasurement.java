// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.process.ClassPathJar;
import io.pushwire.bench.process.HeapHistogram;
import io.pushwire.bench.process.Memory;
import io.pushwire.bench.sending.Producers;

import org.apache.kafka.clients.producer.Producer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Runs the plan: in each round every size once, each with a listener, a syncer and an API server
/// that were just started, so that all are equally warm.
final class SyncerMeasurement {

    // Until a start's last work is done and nothing but the idle state is measured.
    private static final int REST_SECONDS = 3;

    private final SyncerPlan plan;
    private final Stage.Place place;
    private final Consumer<String> progress;
    private final SyncerResults results = new SyncerResults();
    private final AtomicLong pushNumbers = new AtomicLong();
    private final Map<Integer, Pushes> pushes = new HashMap<>();

    SyncerMeasurement(SyncerPlan plan, Stage.Place place, Consumer<String> progress) {
        this.plan = plan;
        this.place = place;
        this.progress = progress;
    }

    SyncerResults run() throws IOException, InterruptedException {
        try (var producer = Producers.to(place.bootstrapServers())) {
            for (int round = 1; round <= plan.rounds(); round++) {
                // There and back again: what drifts meanwhile touches all sizes alike.
                List<Integer> sizes = round % 2 == 1 ? plan.sizes() : plan.sizes().reversed();
                for (int size : sizes) {
                    progress.accept(
                            "round %d of %d: %d workloads".formatted(round, plan.rounds(), size));
                    stage(producer, size, round);
                }
            }
        }
        return results;
    }

    private void stage(Producer<byte[], byte[]> producer, int size, int round)
            throws IOException, InterruptedException {
        try (var stage = new Stage(place, new Fleet(size, plan.group()))) {
            if (stage.populated()) {
                pushes.put(size, new Pushes(pushNumbers));
            }
            Pushes made = pushes.getOrDefault(size, new Pushes(pushNumbers));
            String name = "bench-%d-%d".formatted(size, round);
            TimedLookups.Times times = stage.lookups(name + "-lookups", jarWithBench());
            Stage.Running running = stage.run(name);
            var memory = new Memory(running.syncer().pid());
            TimeUnit.SECONDS.sleep(REST_SECONDS);
            long idle = memory.resident();
            memory.forgetPeak();
            boolean last = round == plan.rounds();
            single(new Pushing(stage, running, made, producer), last);
            HeapHistogram heap = memory.heap();
            double start = running.syncer().start().toNanos() / 1e6;
            results.add(size, new SyncerResults.Index(start, heap, times));
            if (last && size == plan.most()) {
                many(new Pushing(stage, running, made, producer));
                results.add(new SyncerResults.Resident(idle, memory.residentPeak()));
                results.addPinned(memory.heap());
            }
            results.failures().addAll(stage.population().faults(made));
        }
    }

    /// What a stage is measured with.
    private record Pushing(
            Stage stage, Stage.Running running, Pushes pushes, Producer<byte[], byte[]> producer) {}

    private void single(Pushing on, boolean last) throws IOException, InterruptedException {
        var pushing =
                new SinglePushes(
                        new Settled(on.stage().api()),
                        on.running().outcomes(),
                        on.pushes(),
                        results.failures());
        int size = on.stage().fleet().size();
        try (var byNotification = new Sender.ByNotification(on.running().listener().address())) {
            results.add(Series.FIRST, size, pushing.run(byNotification, 1, false));
            pushing.run(byNotification, plan.warmUp() - 1, false);
            results.add(
                    Series.BACK_TO_BACK, size, pushing.run(byNotification, plan.pushes(), false));
            var byEvent = new Sender.ByEvent(on.producer());
            results.add(Series.EVENTS, size, pushing.run(byEvent, plan.pushes(), false));
            if (last) {
                results.add(
                        Series.ONE_A_SECOND,
                        size,
                        pushing.run(byNotification, plan.slowPushes(), true));
                pushing.run(byNotification, plan.warmPushes(), false);
                results.add(Series.WARM, size, pushing.run(byNotification, plan.pushes(), false));
            }
        }
    }

    private void many(Pushing on) throws IOException, InterruptedException {
        var writes =
                new ManyWrites(
                        on.stage(),
                        on.running().listener().address(),
                        on.running().outcomes(),
                        on.pushes());
        for (int pair = 0; pair < plan.pairs(); pair++) {
            progress.accept(
                    "one push for %d workloads: %d of %d"
                            .formatted(plan.group(), pair + 1, plan.pairs()));
            results.add(pair(writes, pair));
        }
        progress.accept("%d pushes at once".formatted(plan.burst()));
        results.addBurst(check(writes.manyPushes(plan.burst())));
    }

    /// Every second one the other way round.
    private SyncerResults.Pair pair(ManyWrites writes, int number)
            throws IOException, InterruptedException {
        int group = 2 * number;
        if (number % 2 == 0) {
            Spread syncer = rested(writes.onePush(group));
            return new SyncerResults.Pair(syncer, rested(writes.bareLoop(group + 1)));
        }
        Spread bare = rested(writes.bareLoop(group));
        return new SyncerResults.Pair(rested(writes.onePush(group + 1)), bare);
    }

    private Spread rested(Spread spread) throws InterruptedException {
        TimeUnit.SECONDS.sleep(REST_SECONDS);
        return check(spread);
    }

    private Spread check(Spread spread) {
        if (spread.done() < spread.wanted()) {
            results.failures()
                    .add(
                            "%d of %d workloads were not written"
                                    .formatted(spread.wanted() - spread.done(), spread.wanted()));
        }
        return spread;
    }

    private Path jarWithBench() throws IOException {
        return ClassPathJar.write(
                place.directory().resolve("with-bench.jar"),
                List.of(place.artifacts().benchJar(), place.artifacts().jar()));
    }
}
