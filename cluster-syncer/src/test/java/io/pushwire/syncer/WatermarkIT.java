// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.testing.KafkaProcess;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Map;

/// Where a cluster without offsets starts. The broker is its own: a watermark is believed by
/// everybody who reads the tags of the log.
@Timeout(120)
class WatermarkIT {

    private static final Digest FIRST = new Digest("sha256:" + "1".repeat(64));
    private static final Digest SECOND = new Digest("sha256:" + "2".repeat(64));

    private final TestCluster api = TestCluster.shared();
    private final String namespace = api.createNamespace("watermark");
    private final ImageTag tag = new ImageTag("registry.example.com", namespace + "/web", "1");

    @Test
    void startsANewClusterAfterTheWatermark() {
        try (var kafka = KafkaProcess.start();
                var log = new Log(kafka.bootstrapServers())) {
            try (var _ = syncer(namespace + "-other", kafka)) {
                assertThat(log.id()).isNotEmpty();
            }
            api.createDeployment(namespace, "web", tag.toString());
            RecordMetadata settled = log.push(tag, FIRST);
            RecordMetadata backlog = log.push(tag, SECOND);
            log.settledUpTo(settled.partition(), backlog.offset(), log.id());
            try (var _ = syncer(namespace, kafka)) {
                assertThat(log.outcomes(Topics.outcomes(namespace), backlog, 1))
                        .extracting(Outcome::kind)
                        .containsExactly(OutcomeKind.Written);
                assertThat(log.decided(Topics.outcomes(namespace)))
                        .extracting(Outcome::kind)
                        .containsExactly(OutcomeKind.Written);
            }
        }
    }

    private static RunningSyncer syncer(String cluster, KafkaProcess kafka) {
        return RunningSyncer.start(cluster, kafka.bootstrapServers(), Map.of()).awaitReady();
    }
}
