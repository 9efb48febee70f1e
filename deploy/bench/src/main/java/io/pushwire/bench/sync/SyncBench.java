// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sync;

import io.pushwire.bench.cluster.Clusters;
import io.pushwire.bench.cluster.KubeClient;
import io.pushwire.bench.command.Benchmark;
import io.pushwire.bench.command.Rounds;
import io.pushwire.bench.process.Parts;
import io.pushwire.bench.result.Machine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/// The command that measures the one-shot sync.
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures cluster-syncer sync, from its start to its end, beside a loop of",
            "skopeo inspect over the same images. Needs docker-registry and skopeo on the PATH.",
            "With KUBEBUILDER_ASSETS=folder on the kube-apiserver and etcd in it, else on the",
            "sandbox cluster. The README says how to read it."
        })
public final class SyncBench extends Benchmark {

    private static final Duration FAR = Duration.ofMillis(20);

    @Mixin private final Rounds rounds = new Rounds();

    @Override
    protected Outcome measure(Place at) throws IOException, InterruptedException {
        SyncPlan plan =
                rounds.in(quick() ? SyncPlan.quick() : SyncPlan.whole(), SyncPlan::withRounds);
        Path registryProgram = onThePath("docker-registry");
        Path skopeo = onThePath("skopeo");
        Parts parts = at.parts();
        Path directory = at.directory();
        Clusters clusters = parts.add(Clusters.available(at.artifacts(), directory));
        Path kubeconfig = parts.add(clusters.start("sync")).kubeconfig();
        var client = new KubeClient(kubeconfig);
        var registry = parts.add(LocalRegistry.start(registryProgram, directory));
        var proxy = parts.add(SlowProxy.start(registry.port(), FAR));
        var near = new Workloads(client, "near", plan, registry.port());
        var far = new Workloads(client, "far", plan, proxy.port());
        near.create();
        far.create();
        var place =
                new SyncMeasurement.Place(
                        at.artifacts(), skopeo, kubeconfig, registry, near, far, directory);
        SyncResults results = new SyncMeasurement(plan, place).run();
        String title = clusters.title();
        double load = Machine.load();
        return new Outcome(
                results.lines(title, at.machine(), load),
                results.json(title, at.machine(), load),
                !results.failures().isEmpty());
    }

    private Path onThePath(String name) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> wrong(name + " is not on the PATH; install it first"));
    }
}
