// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Map;

/// A rolling update in the middle of many events loses and doubles nothing.
@Timeout(600)
class HandOverIT {

    private static final int EVENTS = Integer.getInteger("test.events", 180);
    private static final int PARTITIONS = 3;

    private final TestCluster api = TestCluster.shared();

    @Test
    void anEventIsHandledOnceWhoeverHasItsPartition() {
        String namespace = api.createNamespace("handover");
        try (var log = new Log(EmbeddedKafka.bootstrapServers())) {
            var pushes = new Pushes(api, log, namespace);
            pushes.createDeployments(6);
            RunningSyncer old = start(namespace).awaitReady();
            try {
                pushes.push(EVENTS / 3);
                try (RunningSyncer successor = start(namespace)) {
                    pushes.push(EVENTS / 3);
                    eventually(() ->
                            assertThat(successor.subscription().assignedPartitions()).isPositive());
                    pushes.push(EVENTS / 6);
                    old.close();
                    pushes.push(EVENTS / 6);
                    eventually(() ->
                            assertThat(successor.subscription().assignedPartitions())
                                    .isEqualTo(PARTITIONS));
                    pushes.awaitAllDone();
                }
            } finally {
                old.close();
            }
        }
    }

    private static RunningSyncer start(String cluster) {
        return RunningSyncer.start(cluster, EmbeddedKafka.bootstrapServers(), Map.of());
    }
}
