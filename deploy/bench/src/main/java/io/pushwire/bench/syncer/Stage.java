// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.cluster.ApiServerProcess;
import io.pushwire.bench.cluster.Clusters;
import io.pushwire.bench.cluster.KubeClient;
import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.process.Listener;
import io.pushwire.bench.process.Parts;
import io.pushwire.bench.process.ServiceProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Listener, syncer and the API server of one cluster, all just started.
final class Stage implements AutoCloseable {

    private static final Duration LOOKUPS = Duration.ofMinutes(2);

    private final Parts parts = new Parts();
    private final Place place;
    private final Fleet fleet;
    private final ApiServerProcess api;
    private final KubeClient client;
    private final boolean populated;

    /// Where all stages are.
    ///
    /// @param bootstrapServers of the broker
    /// @param directory where everything is kept and printed
    record Place(Artifacts artifacts, Clusters clusters, String bootstrapServers, Path directory) {}

    /// What pushes are measured with.
    record Running(ServiceProcess listener, ServiceProcess syncer, Outcomes outcomes) {}

    /// Starts the API server, and makes the workloads that it lacks.
    Stage(Place place, Fleet fleet) throws IOException, InterruptedException {
        this.place = place;
        this.fleet = fleet;
        try {
            api = parts.add(place.clusters().start("bench-" + fleet.size()));
            client = new KubeClient(api.kubeconfig());
            populated = !population().exists();
            if (populated) {
                population().create();
            }
        } catch (IOException | InterruptedException failed) {
            close();
            throw failed;
        }
    }

    /// Whether its workloads are new.
    boolean populated() {
        return populated;
    }

    Population population() {
        return new Population(client, fleet);
    }

    Fleet fleet() {
        return fleet;
    }

    ApiServerProcess api() {
        return api;
    }

    KubeClient client() {
        return client;
    }

    /// Each start has its own name of the cluster, so that nothing older is waiting for it.
    ///
    /// @param name of the cluster
    Running run(String name) throws IOException, InterruptedException {
        ServiceProcess listener =
                parts.add(
                        Listener.start(
                                place.artifacts().launcher(),
                                place.artifacts().jar(),
                                place.bootstrapServers(),
                                place.directory().resolve("listener.log")));
        ServiceProcess syncer = parts.add(syncer(name, place.artifacts().jar(), Map.of()));
        return new Running(
                listener, syncer, parts.add(new Outcomes(place.bootstrapServers(), name)));
    }

    /// Asks a syncer of its own, which ends then.
    ///
    /// @param jar the class path, with this program's jar on it
    TimedLookups.Times lookups(String name, Path jar) throws IOException, InterruptedException {
        Path file = place.directory().resolve(name + ".times");
        Map<String, String> told =
                Map.of(
                        "bench.lookups.file", file.toString(),
                        "bench.lookups.size", String.valueOf(fleet.size()));
        try (var syncer = syncer(name, jar, told)) {
            long end = System.nanoTime() + LOOKUPS.toNanos();
            while (!Files.exists(file)) {
                if (System.nanoTime() > end) {
                    throw new IOException(
                            "the syncer with process id %d did not time its lookups"
                                    .formatted(syncer.pid()));
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            return TimedLookups.Times.read(file);
        }
    }

    private ServiceProcess syncer(String name, Path jar, Map<String, String> properties)
            throws IOException, InterruptedException {
        String yaml =
                """
                pushwire:
                  cluster: %s
                  kafka: {bootstrap-servers: "%s"}
                  kubernetes: {kubeconfig: "%s"}
                """
                        .formatted(name, place.bootstrapServers(), api.kubeconfig());
        return ServiceProcess.start(
                place.artifacts().launcher(),
                new ServiceProcess.Service("cluster-syncer", jar, yaml, properties),
                place.directory().resolve(name + ".log"));
    }

    @Override
    public void close() {
        parts.close();
    }
}
