// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.pushwire.kafka.Topics;
import io.pushwire.listener.reception.Publication;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Writes records and waits for them, all within one deadline. May block its thread for the
/// deadline and one `max.block.ms`, so it must not be a thread of the event loop.
public final class LogWriter {

    private final LogState state;
    private final Duration ackTimeout;
    private final Tracer tracer;
    private final MeterRegistry meters;

    public LogWriter(
            LogState state, Duration ackTimeout, OpenTelemetry telemetry, MeterRegistry meters) {
        this.state = state;
        this.ackTimeout = ackTimeout;
        this.tracer = telemetry.getTracer("io.pushwire.listener");
        this.meters = meters;
        List.of(Topics.IMAGE_EVENTS, Topics.TAGS, Topics.DEAD_LETTERS)
                .forEach(topic -> count(topic, 0));
    }

    /// @return one publication per record, in their order
    List<Publication> write(List<ProducerRecord<byte[], byte[]>> records) {
        return switch (state.opening()) {
            case LogState.Opening.Open(var producer) -> traced(producer, records);
            case LogState.Opening.NotYet(String reason) -> {
                Publication unavailable = new Publication.Unavailable(reason);
                yield records.stream().map(_ -> unavailable).toList();
            }
        };
    }

    /// The context of the request that is being handled goes into every record.
    private List<Publication> traced(
            Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        Span span =
                tracer.spanBuilder("publish")
                        .setSpanKind(SpanKind.PRODUCER)
                        .setAttribute("messaging.system", "kafka")
                        .setAttribute("messaging.batch.message_count", (long) records.size())
                        .startSpan();
        try {
            Context context = Context.current().with(span);
            for (var kafkaRecord : records) {
                W3CTraceContextPropagator.getInstance()
                        .inject(context, kafkaRecord.headers(), LogWriter::set);
            }
            return write(producer, records);
        } finally {
            span.end();
        }
    }

    private static void set(@Nullable Headers headers, String name, String value) {
        if (headers != null) {
            headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<Publication> write(
            Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        long deadline = System.nanoTime() + ackTimeout.toNanos();
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (var kafkaRecord : records) {
            sent.add(System.nanoTime() < deadline ? send(producer, kafkaRecord) : notSent());
        }
        return sent.stream().map(future -> await(future, deadline)).toList();
    }

    private static Future<RecordMetadata> send(
            Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> kafkaRecord) {
        try {
            return producer.send(kafkaRecord);
        } catch (KafkaException | IllegalStateException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /// The deadline passed while the records before it were sent.
    private static Future<RecordMetadata> notSent() {
        return new CompletableFuture<>();
    }

    private Publication await(Future<RecordMetadata> future, long deadline) {
        try {
            RecordMetadata stored =
                    future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            state.sent();
            count(stored.topic(), 1);
            return new Publication.Stored(stored.topic(), stored.partition(), stored.offset());
        } catch (TimeoutException late) {
            return unavailable("no acknowledgement within " + ackTimeout.toMillis() + " ms");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            return cause instanceof RecordTooLargeException
                    ? new Publication.TooLarge(String.valueOf(cause.getMessage()))
                    : unavailable(String.valueOf(cause == null ? failed : cause));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Publication.Unavailable("The listener is stopping");
        }
    }

    private void count(String topic, int stored) {
        meters.counter("pushwire.records", "topic", topic).increment(stored);
    }

    private Publication unavailable(String reason) {
        String sentence = "Tried to write to Kafka but: " + reason;
        state.failed(sentence);
        return new Publication.Unavailable(sentence);
    }
}
