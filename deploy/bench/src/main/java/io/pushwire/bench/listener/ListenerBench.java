// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.process.WorkDirectory;
import io.pushwire.bench.result.Machine;
import io.pushwire.standalone.broker.BrokerFailedException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;

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
public final class ListenerBench implements Callable<Integer> {

    private static final int MOST = 1000;

    @ParentCommand private Artifacts.@Nullable Known program;

    @Option(names = "--quick", description = "About a minute instead of about ten.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "How often all is measured.")
    private @Nullable Integer rounds;

    @Option(names = "--seconds", paramLabel = "N", description = "How long each measurement is.")
    private @Nullable Integer seconds;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "bench.json",
            description = "Where the JSON goes. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("bench.json");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = plan();
        var directory = WorkDirectory.create();
        var machine = Machine.now();
        Instant begun = Instant.now();
        boolean done = false;
        System.err.printf(
                "measuring for about %d s, logs are in %s%n",
                plan.duration().plusSeconds(15).toSeconds(), directory.path());
        try (var processes =
                new Processes(Objects.requireNonNull(program).artifacts(), directory.path())) {
            Results results = new BenchRun(plan, processes, System.err::println).run();
            var report = new Report(plan, results, machine, begun, Machine.load());
            report.lines().forEach(System.out::println);
            report.write(out);
            System.err.println("written to " + out);
            done = results.failures() == 0;
        } catch (IOException | BrokerFailedException failed) {
            System.err.println("Tried to measure but " + failed.getMessage());
        }
        if (done) {
            directory.delete();
        }
        return done ? 0 : 1;
    }

    private Plan plan() {
        Plan plan = quick ? Plan.quick() : Plan.whole();
        if (rounds != null) {
            plan = plan.withRounds(within("--rounds", rounds));
        }
        return seconds == null
                ? plan
                : plan.withTime(Duration.ofSeconds(within("--seconds", seconds)));
    }

    private int within(String flag, int number) {
        if (number < 1 || number > MOST) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), flag + " is from 1 to " + MOST + ", not " + number);
        }
        return number;
    }
}
