// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.Ports;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Kafka is not there: the registry must try again, and nobody else must wait.
final class KafkaAwayIT {

    @Test
    void answers503SoonAndStaysAlive() {
        try (var listener = TestListener.start("127.0.0.1:" + Ports.free(), Map.of())) {
            Instant start = Instant.now();
            var answer = listener.post("team", Envelopes.of(Envelopes.push("away/web", "1")));
            var liveness = listener.get("/health/liveness");
            var readiness = listener.get("/health/readiness");

            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(liveness.statusCode()).isEqualTo(200);
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(Log.json(readiness.body()).at("/details/log/details/reason").asText())
                    .contains("the log");
        }
    }

    @Test
    void startsEvenIfTheNameOfKafkaCannotBeResolvedYet() {
        try (var listener = TestListener.start("no-such-host.invalid:9092", Map.of())) {
            assertThat(listener.post("team", "nonsense").statusCode()).isEqualTo(503);
            assertThat(listener.get("/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatNeedsNoKafkaIsAnsweredAllTheSame() {
        try (var listener = TestListener.start("127.0.0.1:" + Ports.free(), Map.of())) {
            assertThat(listener.post("team", Envelopes.of(Envelopes.pull("a", "1"))).statusCode())
                    .isEqualTo(200);
        }
    }
}
