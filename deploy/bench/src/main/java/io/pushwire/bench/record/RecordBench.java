// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import io.pushwire.bench.cluster.Clusters;
import io.pushwire.bench.cluster.KubeClient;
import io.pushwire.bench.command.Benchmark;
import io.pushwire.bench.process.Parts;
import io.pushwire.bench.result.Machine;
import io.pushwire.standalone.broker.Broker;
import io.pushwire.standalone.broker.BrokerFailedException;
import io.pushwire.standalone.broker.DataDirectory;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;

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
public final class RecordBench extends Benchmark {

    private static final int FEWEST = 1_000;
    private static final int MOST = 50_000_000;

    @Option(names = "--events", paramLabel = "N", description = "How many events the year has.")
    private @Nullable Integer events;

    @Option(
            names = "--no-export",
            description = "Leaves the exports out, which take longer than all the rest.")
    private boolean noExport;

    @Override
    protected Outcome measure(Place at)
            throws IOException, BrokerFailedException, InterruptedException {
        var year = new Year(plan());
        Parts parts = at.parts();
        var data = parts.add(DataDirectory.open(at.directory()));
        String bootstrapServers = parts.add(Broker.start(data)).bootstrapServers();
        Clusters clusters = parts.add(Clusters.available(at.artifacts(), at.directory()));
        Path kubeconfig = parts.add(clusters.start("record")).kubeconfig();
        new RecordCluster(new KubeClient(kubeconfig), year).create();
        String log = new RecordTopics(bootstrapServers).create();
        var filling = parts.add(new Filling(year, bootstrapServers, log, System.err::println));
        var place =
                new RecordMeasurement.Place(
                        at.artifacts(), kubeconfig, bootstrapServers, at.directory());
        RecordResults results =
                new RecordMeasurement(year, place, filling, System.err::println).run();
        double load = Machine.load();
        return new Outcome(
                results.lines(at.machine(), load, clusters.title()),
                results.json(at.machine(), load, clusters.title()),
                !results.failures().isEmpty());
    }

    private RecordPlan plan() {
        RecordPlan all = quick() ? RecordPlan.quick() : RecordPlan.whole();
        RecordPlan plan = noExport ? all.withoutExports() : all;
        if (events == null) {
            return plan;
        }
        if (events < FEWEST || events > MOST) {
            throw wrong("--events is from %d to %d, not %d".formatted(FEWEST, MOST, events));
        }
        return plan.withEvents(events);
    }
}
