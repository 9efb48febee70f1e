// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

import io.pushwire.sandbox.SandboxCluster;
import io.pushwire.standalone.broker.BrokerFailedException;
import io.pushwire.standalone.broker.DataDirectory;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The order of a start on one page: data directory; then the broker, and beside it sandbox and
/// services.
final class Running implements AutoCloseable {

    private final Options options;
    private final Parts parts = new Parts();
    private String bootstrapServers = "";
    private String cluster = "";
    private @Nullable Services services;

    Running(Options options) {
        this.options = options;
    }

    /// Returns when a push would reach the cluster.
    void start() throws BrokerFailedException, StartFailedException, InterruptedException {
        DataDirectory data = parts.add(DataDirectory.open(options.data()));
        ComingBroker broker = parts.add(ComingBroker.on(data));
        Map<String, Object> properties = options.properties();
        if (options.sandbox()) {
            Path kubeconfig = startSandbox(data);
            properties.put("pushwire.kubernetes.kubeconfig", kubeconfig.toString());
            cluster = "sandbox (kubectl --kubeconfig " + kubeconfig + ")";
        } else {
            cluster = options.kubeconfig().map(file -> "by " + file).orElse("cluster");
        }
        services = parts.add(Services.start(properties, options.config(), broker));
        bootstrapServers = broker.await().bootstrapServers();
        services.awaitReady();
    }

    private Path startSandbox(DataDirectory data) throws StartFailedException {
        SandboxCluster sandbox = parts.add(SandboxCluster.start());
        Path kubeconfig = data.path().resolve("sandbox.kubeconfig");
        try {
            return Files.writeString(kubeconfig, sandbox.kubeconfig());
        } catch (IOException refused) {
            throw new StartFailedException(
                    "Tried to write %s but %s".formatted(kubeconfig, refused), refused);
        }
    }

    /// One line for people and scripts.
    String greeting() {
        Instant begun = ProcessHandle.current().info().startInstant().orElse(Instant.now());
        return String.format(
                Locale.ROOT,
                "standalone ready   %.1f s   listener %s   kafka embedded (%s)   kubernetes %s",
                Duration.between(begun, Instant.now()).toMillis() / 1000.0,
                Objects.requireNonNull(services).listener(),
                bootstrapServers,
                cluster);
    }

    @Override
    public void close() {
        parts.close();
    }
}
