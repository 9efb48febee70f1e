// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import io.pushwire.bench.cluster.Clusters;
import io.pushwire.bench.cluster.KubeClient;
import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.process.Parts;
import io.pushwire.bench.process.WorkDirectory;
import io.pushwire.bench.result.JsonFile;
import io.pushwire.bench.result.Machine;
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
import java.util.Objects;
import java.util.concurrent.Callable;

/// The command that measures the record.
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures what is asked of a year of events: the listener's index and its API, the"
                    + " start",
            "of a replay, and the export. Needs 10 GB of disk for five million events.",
            "With KUBEBUILDER_ASSETS=folder on the kube-apiserver and etcd in it, else on the",
            "sandbox cluster. The README says how to read it."
        })
public final class RecordBench implements Callable<Integer> {

    private static final int FEWEST = 1_000;
    private static final int MOST = 50_000_000;

    @ParentCommand private Artifacts.@Nullable Known program;

    @Option(names = "--quick", description = "100,000 events instead of 5,000,000.")
    private boolean quick;

    @Option(names = "--events", paramLabel = "N", description = "How many events the year has.")
    private @Nullable Integer events;

    @Option(
            names = "--no-export",
            description = "Leaves the exports out, which take longer than all the rest.")
    private boolean noExport;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "bench-record.json",
            description = "Where the JSON goes. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("bench-record.json");

    @Override
    public Integer call() throws IOException, InterruptedException {
        var year = new Year(plan());
        var directory = WorkDirectory.create();
        var machine = Machine.now();
        boolean done = false;
        System.err.println("logs are in " + directory.path());
        try (var parts = new Parts()) {
            Artifacts artifacts = Objects.requireNonNull(program).artifacts();
            var data = parts.add(DataDirectory.open(directory.path()));
            String bootstrapServers = parts.add(Broker.start(data)).bootstrapServers();
            Clusters clusters = parts.add(Clusters.available(artifacts, directory.path()));
            Path kubeconfig = parts.add(clusters.start("record")).kubeconfig();
            new RecordCluster(new KubeClient(kubeconfig), year).create();
            String log = new RecordTopics(bootstrapServers).create();
            var filling = parts.add(new Filling(year, bootstrapServers, log, System.err::println));
            var place =
                    new RecordMeasurement.Place(
                            artifacts, kubeconfig, bootstrapServers, directory.path());
            RecordResults results =
                    new RecordMeasurement(year, place, filling, System.err::println).run();
            results.lines(machine, Machine.load(), clusters.title()).forEach(System.out::println);
            JsonFile.write(out, results.json(machine, Machine.load(), clusters.title()));
            System.err.println("written to " + out);
            done = results.failures().isEmpty();
        } catch (IOException | BrokerFailedException failed) {
            System.err.println("Tried to measure but " + failed.getMessage());
        }
        if (done) {
            directory.delete();
        }
        return done ? 0 : 1;
    }

    private RecordPlan plan() {
        RecordPlan all = quick ? RecordPlan.quick() : RecordPlan.whole();
        RecordPlan plan = noExport ? all.withoutExports() : all;
        if (events == null) {
            return plan;
        }
        if (events < FEWEST || events > MOST) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this),
                    "--events is from %d to %d, not %d".formatted(FEWEST, MOST, events));
        }
        return plan.withEvents(events);
    }
}
