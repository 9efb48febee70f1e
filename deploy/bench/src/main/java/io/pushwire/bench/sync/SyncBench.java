// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sync;

import io.pushwire.bench.cluster.Clusters;
import io.pushwire.bench.cluster.KubeClient;
import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.process.Parts;
import io.pushwire.bench.process.WorkDirectory;
import io.pushwire.bench.result.JsonFile;
import io.pushwire.bench.result.Machine;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;

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
public final class SyncBench implements Callable<Integer> {

    private static final Duration FAR = Duration.ofMillis(20);
    private static final int MOST = 100;

    @ParentCommand private Artifacts.@Nullable Known program;

    @Option(names = "--quick", description = "One round of a tenth of the images.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "How often all is measured.")
    private @Nullable Integer rounds;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "bench-sync.json",
            description = "Where the JSON goes. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("bench-sync.json");

    @Override
    public Integer call() throws IOException, InterruptedException {
        SyncPlan plan = plan();
        Path registryProgram = onThePath("docker-registry");
        Path skopeo = onThePath("skopeo");
        var directory = WorkDirectory.create();
        var machine = Machine.now();
        System.err.println("logs are in " + directory.path());
        try (var parts = new Parts()) {
            Artifacts artifacts = Objects.requireNonNull(program).artifacts();
            Clusters clusters = parts.add(Clusters.available(artifacts, directory.path()));
            Path kubeconfig = parts.add(clusters.start("sync")).kubeconfig();
            var client = new KubeClient(kubeconfig);
            var registry = parts.add(LocalRegistry.start(registryProgram, directory.path()));
            var proxy = parts.add(SlowProxy.start(registry.port(), FAR));
            var near = new Workloads(client, "near", plan, registry.port());
            var far = new Workloads(client, "far", plan, proxy.port());
            near.create();
            far.create();
            var place =
                    new SyncMeasurement.Place(
                            artifacts, skopeo, kubeconfig, registry, near, far, directory.path());
            SyncResults results = new SyncMeasurement(plan, place).run();
            String title = clusters.title();
            results.lines(title, machine, Machine.load()).forEach(System.out::println);
            JsonFile.write(out, results.json(title, machine, Machine.load()));
            System.err.println("written to " + out);
            if (!results.failures().isEmpty()) {
                return 1;
            }
        } catch (IOException failed) {
            System.err.println("Tried to measure but " + failed.getMessage());
            return 1;
        }
        directory.delete();
        return 0;
    }

    private SyncPlan plan() {
        SyncPlan plan = quick ? SyncPlan.quick() : SyncPlan.whole();
        if (rounds == null) {
            return plan;
        }
        if (rounds < 1 || rounds > MOST) {
            throw wrong("--rounds is from 1 to " + MOST + ", not " + rounds);
        }
        return plan.withRounds(rounds);
    }

    private Path onThePath(String name) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> wrong(name + " is not on the PATH; install it first"));
    }

    private CommandLine.ParameterException wrong(String sentence) {
        return new CommandLine.ParameterException(new CommandLine(this), sentence);
    }
}
