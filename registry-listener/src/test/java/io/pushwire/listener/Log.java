// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.pushwire.kafka.Topics;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what the listener wrote, with a consumer of its own.
final class Log implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<byte[], byte[]> consumer;

    Log(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "auto.offset.reset", "none",
                                "group.protocol", "classic"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /// The record that an answer's entry names.
    ConsumerRecord<byte[], byte[]> at(JsonNode entry) {
        var partition =
                new TopicPartition(entry.get("topic").asText(), entry.get("partition").asInt());
        return from(partition, entry.get("offset").asLong()).getFirst();
    }

    /// The dead letters of one source, oldest first.
    List<ConsumerRecord<byte[], byte[]>> deadLetters(String source) {
        return from(new TopicPartition(Topics.DEAD_LETTERS, 0), 0).stream()
                .filter(letter -> text(letter.key()).equals(source))
                .toList();
    }

    /// Of all records of a topic, those that begin so.
    Set<String> keys(String topic, String prefix) {
        return consumer.partitionsFor(topic).stream()
                .flatMap(info -> from(new TopicPartition(topic, info.partition()), 0).stream())
                .map(found -> text(found.key()))
                .filter(key -> key.startsWith(prefix))
                .collect(Collectors.toSet());
    }

    /// The topics whose names begin so.
    List<String> topics(String prefix) {
        return consumer.listTopics().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }

    /// Everything that a topic has.
    List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        return consumer.partitionsFor(topic).stream()
                .flatMap(info -> all(new TopicPartition(topic, info.partition())).stream())
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> all(TopicPartition partition) {
        return from(
                partition,
                consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static JsonNode json(byte[] bytes) {
        return json(text(bytes));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        var header = found.headers().lastHeader(name);
        return header == null ? "" : text(header.value());
    }

    private List<ConsumerRecord<byte[], byte[]>> from(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (consumer.position(partition) < end) {
            found.addAll(consumer.poll(Duration.ofSeconds(1)).records(partition));
        }
        return found;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
