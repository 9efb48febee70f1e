// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import com.fasterxml.jackson.databind.JsonNode;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the topics say, by reading all of them and looking at their JSON: it shares nothing with
/// the index but the question.
final class PlainReading {

    private static final Comparator<Line> ORDER =
            Comparator.comparing(Line::time)
                    .thenComparing(Line::topic)
                    .thenComparingInt(Line::partition)
                    .thenComparingLong(Line::offset);

    private final List<Line> lines = new ArrayList<>();

    /// A record.
    record Line(Instant time, String topic, int partition, long offset, String key, String json) {

        String at() {
            return topic + "/" + partition + "@" + offset;
        }

        JsonNode data() {
            return Log.json(json);
        }

        String repository() {
            return key.substring(0, key.lastIndexOf(':'));
        }
    }

    private PlainReading() {}

    static PlainReading of(String bootstrapServers) {
        var reading = new PlainReading();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "auto.offset.reset", "earliest",
                                "group.protocol", "classic"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> all =
                    consumer.listTopics().values().stream()
                            .flatMap(List::stream)
                            .filter(info -> info.topic().startsWith("pushwire."))
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            var ends = consumer.endOffsets(all);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(reading::add);
            }
        }
        reading.lines.sort(ORDER);
        return reading;
    }

    private void add(ConsumerRecord<byte[], byte[]> found) {
        lines.add(
                new Line(
                        Instant.ofEpochMilli(found.timestamp()),
                        found.topic(),
                        found.partition(),
                        found.offset(),
                        found.key() == null ? "" : Log.text(found.key()),
                        found.value() == null ? "" : Log.text(found.value())));
    }

    /// Oldest first.
    List<Line> events(Predicate<Line> wanted) {
        return lines.stream()
                .filter(line -> line.topic().equals("pushwire.image-events"))
                .filter(wanted)
                .toList();
    }

    /// Oldest first.
    List<Line> outcomes(Predicate<Line> wanted) {
        return lines.stream()
                .filter(line ->
                        line.topic().startsWith("pushwire.outcomes.")
                                || line.topic().equals("pushwire.misses"))
                .filter(wanted)
                .toList();
    }

    /// The newest record of each key of a compacted topic.
    Stream<Line> newest(String topic) {
        var byKey = new LinkedHashMap<String, Line>();
        lines.stream()
                .filter(line -> line.topic().equals(topic))
                .sorted(Comparator.comparingInt(Line::partition).thenComparingLong(Line::offset))
                .forEach(line -> byKey.put(line.key(), line));
        return byKey.values().stream().filter(line -> !line.json().isEmpty());
    }
}
