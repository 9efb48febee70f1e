// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench;

import io.pushwire.standalone.broker.BrokerFailedException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// The benchmark's program; `run.sh` starts it.
@Command(
        name = "deploy/bench/run.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures the listener: notifications per second and how long they take, beside the"
                    + " same",
            "listener without Kafka and a Kafka producer alone. The README says how to read it."
        })
public final class Bench implements Callable<Integer> {

    private static final int MOST = 1000;

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

    @Option(names = "--launcher", hidden = true, required = true)
    private Path launcher = Path.of("");

    @Option(names = "--jar", hidden = true, required = true)
    private Path jar = Path.of("");

    @Option(names = "--bench-jar", hidden = true, required = true)
    private Path benchJar = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = plan();
        Path directory = Files.createTempDirectory("pushwire-bench");
        var machine = Machine.now();
        Instant begun = Instant.now();
        boolean done = false;
        var files = new Processes.Files(launcher, jar.toAbsolutePath(), benchJar.toAbsolutePath());
        System.err.printf(
                "measuring for about %d s, logs are in %s%n",
                plan.duration().plusSeconds(15).toSeconds(), directory);
        try (var processes = new Processes(files, directory)) {
            Results results = new BenchRun(plan, processes, Bench::say).run();
            var report = new Report(plan, results, machine, begun, Machine.load());
            report.lines().forEach(System.out::println);
            report.write(out);
            System.err.println("written to " + out);
            done = results.failures() == 0;
        } catch (IOException | BrokerFailedException failed) {
            System.err.println("Tried to measure but " + failed.getMessage());
        }
        if (done) {
            delete(directory);
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

    private static void say(String step) {
        System.err.println(step);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
