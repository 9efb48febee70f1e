// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.pushwire.testing.EmbeddedKafka;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where a trace goes, and what is never in it.
final class TracingIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String SECRET = "the-secret-in-the-path";

    @Test
    void withoutTracingTheSendersContextGoesOnAsItIs() {
        try (var listener = start(Map.of());
                var log = new Log(EmbeddedKafka.bootstrapServers())) {
            assertThat(traceparentOnTheLog(listener, log)).isEqualTo(PARENT);
        }
    }

    @Test
    void spansHaveTheRouteAndNoSecret() {
        InMemorySpans.EXPORTER.reset();
        try (var listener = start(Map.of(InMemorySpans.PROPERTY, "true"));
                var log = new Log(EmbeddedKafka.bootstrapServers())) {
            String onTheLog = traceparentOnTheLog(listener, log);

            List<SpanData> spans = InMemorySpans.EXPORTER.getFinishedSpanItems();
            assertThat(spans)
                    .extracting(SpanData::getName)
                    .containsExactly("publish", "POST /hooks/{source}/{secret}");
            assertThat(spans).extracting(SpanData::getTraceId).containsOnly(TRACE);
            assertThat(spans.getFirst().getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
            assertThat(onTheLog).contains(TRACE, spans.getFirst().getSpanId());
            assertThat(spans.toString()).doesNotContain(SECRET, "a-token", "/hooks/path");
        }
    }

    private static TestListener start(Map<String, Object> more) {
        var settings =
                new HashMap<String, Object>(
                        Map.of(
                                "pushwire.sources.path.dialect", "distribution",
                                "pushwire.sources.path.registry", "path.example",
                                "pushwire.sources.path.auth.path.secret", SECRET));
        settings.putAll(more);
        var listener = TestListener.start(EmbeddedKafka.bootstrapServers(), settings);
        listener.awaitReadiness();
        return listener;
    }

    private static String traceparentOnTheLog(TestListener listener, Log log) {
        var answer =
                listener.send(
                        HttpRequest.newBuilder(listener.uri("/hooks/path/" + SECRET))
                                .header("traceparent", PARENT)
                                .header("Authorization", "Bearer a-token")
                                .POST(
                                        BodyPublishers.ofString(
                                                Envelopes.of(Envelopes.push("trace/web", "1")))));
        assertThat(answer.statusCode()).isEqualTo(202);
        return Log.header(log.at(Log.json(answer.body()).at("/accepted/0")), "traceparent");
    }

    /// The real SDK with an exporter that keeps what it gets.
    @Factory
    @Requires(property = InMemorySpans.PROPERTY, value = "true")
    static final class InMemorySpans {

        static final String PROPERTY = "test.in-memory-spans";
        static final InMemorySpanExporter EXPORTER = InMemorySpanExporter.create();

        @Singleton
        @Replaces(value = OpenTelemetry.class, factory = ListenerWiring.class)
        OpenTelemetry telemetry() {
            return OpenTelemetrySdk.builder()
                    .setTracerProvider(
                            SdkTracerProvider.builder()
                                    .addSpanProcessor(SimpleSpanProcessor.create(EXPORTER))
                                    .build())
                    .build();
        }
    }
}
