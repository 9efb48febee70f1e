// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;

/// What the metrics say of one event, and that the warm-up is not among it.
@Timeout(120)
class ObservabilityIT {

    private final TestCluster api = TestCluster.shared();

    @Test
    void theTraceOfAnEventGoesOnInItsOutcomes() {
        String cluster = api.createNamespace("trace");
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var tag = new ImageTag("registry.example.com", cluster + "/web", "1");
        api.createDeployment(cluster, "web", tag.toString());
        try (var log = new Log(EmbeddedKafka.bootstrapServers());
                var _ =
                        RunningSyncer.start(cluster, EmbeddedKafka.bootstrapServers(), Map.of())
                                .awaitReady()) {
            var traced = log.push(tag, new Digest("sha256:" + "1".repeat(64)), traceparent);
            log.outcomes(Topics.outcomes(cluster), traced, 1);
            var broken = log.push(tag, new Digest("sha256:" + "2".repeat(64)), "not a trace");
            log.outcomes(Topics.outcomes(cluster), broken, 1);

            assertThat(log.headers(Topics.outcomes(cluster), "traceparent"))
                    .containsExactly(traceparent);
        }
    }

    @Test
    void oneEventIsMeasuredOnItsWholeWayAndTheWarmUpIsNot() {
        String cluster = api.createNamespace("metrics");
        var tag = new ImageTag("registry.example.com", cluster + "/web", "1");
        api.createDeployment(cluster, "web", tag.toString());
        try (var log = new Log(EmbeddedKafka.bootstrapServers());
                var syncer =
                        RunningSyncer.start(cluster, EmbeddedKafka.bootstrapServers(), Map.of())
                                .awaitReady()) {
            assertThat(log.read(Topics.outcomes(cluster))).isEmpty();
            MeterRegistry meters = syncer.meters();
            assertThat(meters.find("pushwire.syncer.outcomes").tag("cluster", cluster).counters())
                    .hasSize(OutcomeKind.values().length)
                    .allSatisfy(counter -> assertThat(counter.count()).isZero());
            assertThat(meters.get("pushwire.syncer.workloads").gauge().value()).isPositive();

            var event = log.push(tag, new Digest("sha256:" + "1".repeat(64)));
            log.outcomes(Topics.outcomes(cluster), event, 1);

            eventually(() ->
                    assertThat(meters.get("pushwire.syncer.received.to.answered").timer().count())
                            .isEqualTo(1));
            for (String hop :
                    List.of("received.to.read", "read.to.decided", "decided.to.answered")) {
                assertThat(meters.get("pushwire.syncer." + hop).timer().count()).isEqualTo(1);
            }
            assertThat(
                            meters.get("pushwire.syncer.outcomes")
                                    .tag("kind", "Written")
                                    .counter()
                                    .count())
                    .isEqualTo(1);
            eventually(() ->
                    assertThat(
                                    meters.get("pushwire.syncer.lag")
                                            .tag("partition", String.valueOf(event.partition()))
                                            .gauge()
                                            .value())
                            .isZero());
            assertThat(meters.get("pushwire.syncer.away.seconds").gauge().value()).isZero();
            assertThat(api.journal().entries(entry -> entry.namespace().equals("pushwire-probe")))
                    .isNotEmpty()
                    .noneMatch(entry -> entry.applied());
        }
    }
}
