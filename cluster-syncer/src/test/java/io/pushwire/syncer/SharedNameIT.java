// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.inventory.Heartbeat;
import io.pushwire.kafka.Topics;
import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.wire.InventoryCodec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A syncer whose name another cluster has does not run.
@Timeout(120)
class SharedNameIT {

    @Test
    void stopsWhereAnotherClusterHasTheName() {
        String name = "shared-" + Long.toString(System.nanoTime(), 36);
        try (var _ =
                RunningSyncer.start(name, EmbeddedKafka.bootstrapServers(), Map.of())
                        .awaitReady()) {
            // The topics exist from here on.
        }
        try (var log = new Log(EmbeddedKafka.bootstrapServers())) {
            log.send(
                    InventoryCodec.write(
                            Topics.inventory(name),
                            new Heartbeat(name, "another uid", Instant.now())));
        }
        try (var process =
                ChildProcess.java(
                        ClusterSyncer.class.getName(),
                        List.of(),
                        "-pushwire.cluster=" + name,
                        "-pushwire.topics.partitions=3",
                        "-pushwire.kafka.bootstrap-servers=" + EmbeddedKafka.bootstrapServers(),
                        "-pushwire.kubernetes.kubeconfig=" + TestCluster.shared().kubeconfig(),
                        "-micronaut.server.port=-1")) {
            eventually(() -> assertThat(process.isAlive()).isFalse());
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.output())
                    .contains("is the name of another cluster")
                    .contains("another uid");
        }
    }
}
