// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.pushwire.syncer.execution.FlowControl;
import io.pushwire.syncer.kafka.Subscription;
import io.pushwire.syncer.kubernetes.Cluster;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// A syncer in this JVM, as its main class starts it.
final class RunningSyncer implements AutoCloseable {

    private final ApplicationContext context;

    private RunningSyncer(ApplicationContext context) {
        this.context = context;
    }

    /// Starts and returns at once.
    static RunningSyncer start(
            String cluster, String bootstrapServers, Map<String, Object> further) {
        Map<String, Object> properties =
                new HashMap<>(
                        Map.of(
                                "pushwire.cluster",
                                cluster,
                                "pushwire.kafka.bootstrap-servers",
                                bootstrapServers,
                                "pushwire.kubernetes.kubeconfig",
                                TestCluster.shared().kubeconfig().toString(),
                                "pushwire.topics.partitions",
                                3));
        properties.putAll(further);
        return new RunningSyncer(
                ApplicationContext.builder()
                        .environments(ClusterSyncer.ENVIRONMENT)
                        .deduceEnvironment(false)
                        .properties(properties)
                        .start());
    }

    /// One that does not become ready is ended: it would take the other tests' events.
    RunningSyncer awaitReady() {
        try {
            eventually(() -> {
                assertThat(subscription().lastPoll()).isPresent();
                assertThat(subscription().assignedPartitions()).isEqualTo(3);
            });
        } catch (AssertionError late) {
            // Left running it would write the workloads of the tests that follow.
            close();
            throw late;
        }
        return this;
    }

    Subscription subscription() {
        return context.getBean(Subscription.class);
    }

    MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    FlowControl flow() {
        return context.getBean(FlowControl.class);
    }

    /// What the readiness says of the syncer.
    String readiness() {
        return context.getBean(SyncerHealth.class).details().toString();
    }

    /// Starts its HTTP server too.
    ///
    /// @return where it answers
    URI serve() {
        EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    Cluster cluster() {
        return context.getBean(Cluster.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
