// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import io.pushwire.bench.command.Benchmark;
import io.pushwire.bench.command.Rounds;
import io.pushwire.bench.result.Machine;
import io.pushwire.standalone.broker.BrokerFailedException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// The command that measures the listener.
@Command(
        name = "listener",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures the listener: notifications per second and how long they take, beside the"
                    + " same",
            "listener without Kafka and a Kafka producer alone. The README says how to read it."
        })
public final class ListenerBench extends Benchmark {

    private static final int MOST = 1000;

    @Mixin private final Rounds rounds = new Rounds();

    @Option(names = "--seconds", paramLabel = "N", description = "How long each measurement is.")
    private @Nullable Integer seconds;

    @Override
    protected Outcome measure(Place at)
            throws IOException, BrokerFailedException, InterruptedException {
        Plan plan = plan();
        Instant begun = Instant.now();
        System.err.printf(
                "measuring for about %d s%n", plan.duration().plusSeconds(15).toSeconds());
        Processes processes = at.parts().add(new Processes(at.artifacts(), at.directory()));
        Results results = new BenchRun(plan, processes, System.err::println).run();
        var report = new Report(plan, results, at.machine(), begun, Machine.load());
        return new Outcome(report.lines(), report.json(), results.failures() > 0);
    }

    private Plan plan() {
        Plan plan = rounds.in(quick() ? Plan.quick() : Plan.whole(), Plan::withRounds);
        if (seconds == null) {
            return plan;
        }
        if (seconds < 1 || seconds > MOST) {
            throw wrong("--seconds is from 1 to " + MOST + ", not " + seconds);
        }
        return plan.withTime(Duration.ofSeconds(seconds));
    }
}
