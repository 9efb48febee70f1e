// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.cluster.Clusters;
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
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;

/// The command that measures the syncer.
@Command(
        name = "syncer",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures the way from a push to the API server, and what the syncer's index costs.",
            "With KUBEBUILDER_ASSETS=folder on the kube-apiserver and etcd in it, else on the",
            "sandbox cluster. The README says how to read it."
        })
public final class SyncerBench implements Callable<Integer> {

    private static final int MOST = 100;

    @ParentCommand private Artifacts.@Nullable Known program;

    @Option(names = "--quick", description = "About two minutes instead of about a quarter hour.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each size is measured.")
    private @Nullable Integer rounds;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "bench-syncer.json",
            description = "Where the JSON goes. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("bench-syncer.json");

    @Override
    public Integer call() throws IOException, InterruptedException {
        SyncerPlan plan = plan();
        var directory = WorkDirectory.create();
        var machine = Machine.now();
        Instant begun = Instant.now();
        boolean done = false;
        System.err.println("logs are in " + directory.path());
        try (var parts = new Parts()) {
            var data = parts.add(DataDirectory.open(directory.path()));
            String bootstrapServers = parts.add(Broker.start(data)).bootstrapServers();
            Artifacts artifacts = Objects.requireNonNull(program).artifacts();
            Clusters clusters = parts.add(Clusters.available(artifacts, directory.path()));
            var place = new Stage.Place(artifacts, clusters, bootstrapServers, directory.path());
            SyncerResults results = new SyncerMeasurement(plan, place, System.err::println).run();
            var report = new SyncerReport(plan, results, clusters.title(), machine, Machine.load());
            report.lines().forEach(System.out::println);
            JsonFile.write(out, new SyncerJson(report, begun).json());
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

    private SyncerPlan plan() {
        SyncerPlan plan = quick ? SyncerPlan.quick() : SyncerPlan.whole();
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
