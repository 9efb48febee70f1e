// SPDX-License-Identifier: Apache-2.0
package io.pushwire.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;

/// CloudEvents 1.0 in binary content mode with JSON data: attributes in `ce_*` headers, our fields
/// in the value.
/// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
public final class CloudEventRecords {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(
                            new SimpleModule("times")
                                    .addDeserializer(Instant.class, new UtcInstants()))
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();

    private CloudEventRecords() {}

    /// @param data a record whose components become the fields; `null` leaves a field out
    public static ProducerRecord<byte[], byte[]> write(
            String topic, String key, Attributes attributes, Object data) {
        return write(new Place(topic, null), key, attributes, data);
    }

    /// Into a partition that the caller knows.
    static ProducerRecord<byte[], byte[]> write(
            Place place, String key, Attributes attributes, Object data) {
        CloudEvent event =
                CloudEventBuilder.v1()
                        .withId(attributes.id())
                        .withType(attributes.type())
                        .withSource(URI.create(attributes.source()))
                        .withSubject(key)
                        .withTime(attributes.time().atOffset(ZoneOffset.UTC))
                        .withDataContentType("application/json")
                        .withData(bytes(data))
                        .build();
        return KafkaMessageFactory.<byte[]>createWriter(
                        place.topic(),
                        place.partition(),
                        attributes.time().toEpochMilli(),
                        key.getBytes(StandardCharsets.UTF_8))
                .writeBinary(event);
    }

    /// @param read turns the event into a value; an [IllegalArgumentException] or a JSON error in
    ///   it makes the record unreadable
    public static <T> Decoded<T> read(ConsumerRecord<byte[], byte[]> kafkaRecord, Reader<T> read) {
        try {
            CloudEvent event = KafkaMessageFactory.createReader(kafkaRecord).toEvent();
            return new Decoded.Understood<>(read.read(event));
        } catch (CloudEventRWException | SerializationException notACloudEvent) {
            return new Decoded.NotUnderstood<>("not a CloudEvent: " + notACloudEvent.getMessage());
        } catch (IOException | IllegalArgumentException broken) {
            return new Decoded.NotUnderstood<>("not understood: " + broken.getMessage());
        }
    }

    /// The data of an event as a record; unknown fields are left out.
    public static <D> D data(CloudEvent event, Class<D> type) throws IOException {
        var data = event.getData();
        // JSON's null is a value that no type refuses.
        return required(data == null ? null : JSON.readValue(data.toBytes(), type), "data");
    }

    private static byte[] bytes(Object data) {
        try {
            return JSON.writeValueAsBytes(data);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("our own record " + data + " has no JSON", ours);
        }
    }

    /// The CloudEvents attributes that differ between events.
    public record Attributes(String id, String type, String source, Instant time) {}

    /// Where a record goes.
    ///
    /// @param partition `null` leaves it to the key
    record Place(String topic, @Nullable Integer partition) {}

    /// From an event to a value.
    @FunctionalInterface
    public interface Reader<T> {
        T read(CloudEvent event) throws IOException;
    }

    /// A required field of somebody's JSON.
    public static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("field \"" + field + "\" is missing");
        }
        return value;
    }

    static <A, B> @Nullable B map(@Nullable A value, Function<A, B> f) {
        return value == null ? null : f.apply(value);
    }
}
