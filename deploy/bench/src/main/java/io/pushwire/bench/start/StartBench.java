// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.start;

import io.pushwire.bench.cluster.Clusters;
import io.pushwire.bench.command.Benchmark;
import io.pushwire.bench.command.Rounds;
import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.result.Machine;
import io.pushwire.bench.syncer.Workloads;
import io.pushwire.standalone.broker.Broker;
import io.pushwire.standalone.broker.BrokerFailedException;
import io.pushwire.standalone.broker.DataDirectory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
public final class StartBench extends Benchmark {

    @Mixin private final Rounds rounds = new Rounds();

    @Override
    protected Outcome measure(Place place)
            throws IOException, BrokerFailedException, InterruptedException {
        StartPlan plan =
                rounds.in(quick() ? StartPlan.quick() : StartPlan.whole(), StartPlan::withRounds);
        var data = place.parts().add(DataDirectory.open(place.directory()));
        String kafka = place.parts().add(Broker.start(data)).bootstrapServers();
        Clusters clusters =
                place.parts().add(Clusters.available(place.artifacts(), place.directory()));
        StartResults results = measure(plan, place.artifacts(), clusters, kafka, place.directory());
        String title = clusters.title();
        double load = Machine.load();
        return new Outcome(
                results.lines(title, place.machine(), load),
                results.json(title, place.machine(), load),
                false);
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
}
