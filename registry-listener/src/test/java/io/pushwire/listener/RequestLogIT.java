// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.Ports;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the log says about requests.
final class RequestLogIT {

    private static final String PUSH = Envelopes.push("line/web", "1");

    @Test
    void thereIsOneLineForEachRequest() {
        var lines = new ListAppender<ILoggingEvent>();
        var journal = (Logger) LoggerFactory.getLogger("io.pushwire.listener.http.Journal");
        lines.start();
        journal.addAppender(lines);
        try (var listener = TestListener.start(EmbeddedKafka.bootstrapServers(), Map.of())) {
            listener.awaitReadiness();

            listener.post("team", Envelopes.of(PUSH, PUSH, Envelopes.pull("line/web", "1")));
            listener.post("team", Envelopes.of(Envelopes.pull("line/web", "1")));
            listener.post("team", "nonsense");
            listener.post("nobody", "nonsense");
            listener.send(
                    listener.request("team")
                            .setHeader("Authorization", "wrong")
                            .POST(BodyPublishers.noBody()));
        } finally {
            journal.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(event -> values(event).get("result"))
                .containsExactly("accepted", "ignored", "unreadable", "not-found", "unauthorized");
        assertThat(values(lines.list.getFirst()))
                .containsEntry("source", "team")
                .containsEntry("accepted", "2")
                .containsEntry("ignored", "1")
                .containsEntry("refused", "0")
                .containsEntry("image", "registry.example/line/web:1")
                .containsKey("tookMs");
    }

    @Test
    void theTimeOfASourcesLastEventIsAMetric() {
        try (var listener = TestListener.start(EmbeddedKafka.bootstrapServers(), Map.of())) {
            listener.awaitReadiness();
            long before = Instant.now().getEpochSecond();

            listener.post("team", Envelopes.of(PUSH));

            String line =
                    listener.get("/prometheus")
                            .body()
                            .lines()
                            .filter(metric ->
                                    metric.startsWith(
                                            "pushwire_source_last_event{source=\"team\"}"))
                            .findFirst()
                            .orElseThrow();
            assertThat(Double.parseDouble(line.substring(line.indexOf(' '))))
                    .isBetween((double) before, (double) Instant.now().getEpochSecond());
        }
    }

    @Test
    void everyLineIsJsonIfThatIsWanted() {
        try (var service =
                ChildProcess.java(
                        RegistryListener.class.getName(),
                        List.of(
                                "LOG_FORMAT=json",
                                "micronaut.server.host=127.0.0.1",
                                "micronaut.server.port=" + Ports.free(),
                                "pushwire.kafka.bootstrap-servers="
                                        + EmbeddedKafka.bootstrapServers()))) {
            Eventually.eventually(
                    () -> assertThat(service.output()).contains("\"the log is open\""));

            assertThat(service.output().lines().filter(line -> !line.isBlank()))
                    .allSatisfy(
                            line -> assertThat(Log.json(line).at("/level").asText()).isNotEmpty());
        }
    }

    private static Map<String, String> values(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs.stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
    }
}
