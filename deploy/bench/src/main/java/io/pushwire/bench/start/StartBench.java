// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.start;

import io.pushwire.bench.cluster.Clusters;
import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.process.Parts;
import io.pushwire.bench.process.WorkDirectory;
import io.pushwire.bench.result.JsonFile;
import io.pushwire.bench.result.Machine;
import io.pushwire.bench.syncer.Workloads;
import io.pushwire.standalone.broker.Broker;
import io.pushwire.standalone.broker.BrokerFailedException;
import io.pushwire.standalone.broker.DataDirectory;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/// The command that measures how the programs start.
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures how soon the programs are ready, without and with an AOT cache, and their",
            "memory. With KUBEBUILDER_ASSETS=folder on the kube-apiserver and etcd in it, else on",
            "the sandbox cluster. The README says how to read it."
        })
public final class StartBench implements Callable<Integer> {

    private static final int MOST = 100;

    @ParentCommand private Artifacts.@Nullable Known program;

    @Option(names = "--quick", description = "One round, and a hundredth of the workloads.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each is started.")
    private @Nullable Integer rounds;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "bench-start.json",
            description = "Where the JSON goes. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("bench-start.json");

    @Override
    public Integer call() throws IOException, InterruptedException {
        StartPlan plan = plan();
        var directory = WorkDirectory.create();
        var machine = Machine.now();
        System.err.println("logs are in " + directory.path());
        try (var parts = new Parts()) {
            var data = parts.add(DataDirectory.open(directory.path()));
            String kafka = parts.add(Broker.start(data)).bootstrapServers();
            Artifacts artifacts = Objects.requireNonNull(program).artifacts();
            Clusters clusters = parts.add(Clusters.available(artifacts, directory.path()));
            StartResults results = measure(plan, artifacts, clusters, kafka, directory.path());
            String title = clusters.title();
            results.lines(title, machine, Machine.load()).forEach(System.out::println);
            JsonFile.write(out, results.json(title, machine, Machine.load()));
            System.err.println("written to " + out);
        } catch (IOException | BrokerFailedException failed) {
            System.err.println("Tried to measure but " + failed.getMessage());
            return 1;
        }
        directory.delete();
        return 0;
    }

    private static StartResults measure(
            StartPlan plan,
            Artifacts artifacts,
            Clusters clusters,
            String bootstrapServers,
            Path directory)
            throws IOException, InterruptedException {
        StartMeasurement measurement;
        List<Start> starts;
        try (var api = clusters.start("start-1")) {
            Workloads.create(api.kubeconfig(), 1);
            measurement =
                    new StartMeasurement(
                            new StartMeasurement.Place(
                                    artifacts.launcher(),
                                    artifacts.jar(),
                                    bootstrapServers,
                                    api.kubeconfig(),
                                    directory),
                            System.err::println);
            starts = measurement.run(plan.rounds());
        }
        try (var api = clusters.start("start-" + plan.workloads())) {
            System.err.println("%d workloads".formatted(plan.workloads()));
            Workloads.create(api.kubeconfig(), plan.workloads());
            return new StartResults(plan, starts, measurement.syncerOf(api.kubeconfig()));
        }
    }

    private StartPlan plan() {
        StartPlan plan = quick ? StartPlan.quick() : StartPlan.whole();
        if (rounds == null) {
            return plan;
        }
        if (rounds < 1 || rounds > MOST) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--rounds is from 1 to " + MOST + ", not " + rounds);
        }
        return plan.withRounds(rounds);
    }
}
