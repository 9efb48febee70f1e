// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.cluster.Clusters;
import io.pushwire.bench.command.Benchmark;
import io.pushwire.bench.command.Rounds;
import io.pushwire.bench.result.Machine;
import io.pushwire.standalone.broker.Broker;
import io.pushwire.standalone.broker.BrokerFailedException;
import io.pushwire.standalone.broker.DataDirectory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.time.Instant;

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
public final class SyncerBench extends Benchmark {

    @Mixin private final Rounds rounds = new Rounds();

    @Override
    protected Outcome measure(Place at)
            throws IOException, BrokerFailedException, InterruptedException {
        SyncerPlan plan =
                rounds.in(
                        quick() ? SyncerPlan.quick() : SyncerPlan.whole(), SyncerPlan::withRounds);
        Instant begun = Instant.now();
        var data = at.parts().add(DataDirectory.open(at.directory()));
        String bootstrapServers = at.parts().add(Broker.start(data)).bootstrapServers();
        Clusters clusters = at.parts().add(Clusters.available(at.artifacts(), at.directory()));
        var place = new Stage.Place(at.artifacts(), clusters, bootstrapServers, at.directory());
        SyncerResults results = new SyncerMeasurement(plan, place, System.err::println).run();
        var report =
                new SyncerReport(plan, results, clusters.title(), at.machine(), Machine.load());
        return new Outcome(
                report.lines(),
                new SyncerJson(report, begun).json(),
                !results.failures().isEmpty());
    }
}
