// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.wire.ImageEventCodec;
import io.pushwire.wire.OutcomeCodec;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// A topic of its own with the records of a test, read back by a plain consumer.
final class ExportTopic {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final int PARTITIONS = 3;

    /// A broker forgets the sequence of a producer whose records are older than a day, and refuses
    /// what it sends next.
    private static final Map<String, Object> SINGLE =
            Map.of("enable.idempotence", false, "max.in.flight.requests.per.connection", 1);

    private final String name = "export-" + UUID.randomUUID();

    ExportTopic() {
        try (var admin = EmbeddedKafka.admin()) {
            admin.createTopics(
                            List.of(
                                    // Its records are older than Kafka keeps any by itself.
                                    new NewTopic(name, PARTITIONS, (short) 1)
                                            .configs(Map.of("retention.ms", "-1"))))
                    .all()
                    .get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    String name() {
        return name;
    }

    /// Image events and outcomes in turns, a minute apart in each partition.
    void fill(int records) {
        try (var producer = producer(SINGLE)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                sent.add(producer.send(i % 2 == 0 ? event(i) : outcome(i)));
            }
            sent.forEach(ExportTopic::stored);
        }
    }

    void send(
            int partition, byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> h) {
        try (var producer = producer(SINGLE)) {
            var next = new ProducerRecord<>(name, partition, START.toEpochMilli(), key, value);
            h.forEach((header, text) -> next.headers().add(header, text));
            stored(producer.send(next));
        }
    }

    /// Each transaction leaves a marker, at an offset that has no record.
    void fillByTransactions(int number) {
        try (var producer = producer(Map.of("transactional.id", name))) {
            producer.initTransactions();
            for (int i = 0; i < number; i++) {
                producer.beginTransaction();
                var _ = producer.send(event(i * PARTITIONS));
                producer.commitTransaction();
            }
        }
    }

    private static void stored(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("bootstrap.servers", EmbeddedKafka.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private ProducerRecord<byte[], byte[]> event(int i) {
        var said =
                new Announcement(
                        "event-" + i,
                        new ImageTag("registry.example", "team/app-" + i % 7, "1." + i),
                        List.of("registry.example", "registry.svc:5000"),
                        Optional.of(time(i).minusSeconds(1)),
                        time(i),
                        new Announcement.Origin(
                                "harbor",
                                "harbor",
                                Optional.of("" + i),
                                Optional.of("=HYPERLINK(\"x\")" + i),
                                Optional.empty()));
        return at(
                i,
                ImageEventCodec.write(
                        name, new ImageEvent.Pushed(said, digest(i), Optional.empty(), time(i))));
    }

    private ProducerRecord<byte[], byte[]> outcome(int i) {
        return at(
                i,
                OutcomeCodec.write(
                        name,
                        new Outcome(
                                "prod",
                                OutcomeKind.Written,
                                "line one, \"quoted\"\r\nline two ü",
                                new Outcome.Cause(
                                        "event-" + i,
                                        new Position("log", i % PARTITIONS, i),
                                        "registry.example/team/app:1",
                                        Optional.of(digest(i))),
                                Optional.of(
                                        new Outcome.WorkloadRef("Deployment", "default", "w" + i)),
                                List.of(new Outcome.Change("web", "a:1", "a:1@" + digest(i))),
                                time(i),
                                Optional.of(time(i)))));
    }

    private static ProducerRecord<byte[], byte[]> at(int i, ProducerRecord<byte[], byte[]> one) {
        return new ProducerRecord<>(
                one.topic(),
                i % PARTITIONS,
                time(i).toEpochMilli(),
                one.key(),
                one.value(),
                one.headers());
    }

    static Instant time(int i) {
        return START.plus(Duration.ofMinutes(i / PARTITIONS));
    }

    private static Digest digest(int i) {
        return new Digest("sha256:" + "%064x".formatted(i));
    }

    /// All records, by partition and offset.
    List<ConsumerRecord<byte[], byte[]>> all() {
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", EmbeddedKafka.bootstrapServers(),
                                "auto.offset.reset", "earliest",
                                "group.protocol", "classic"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                var at = new TopicPartition(name, partition);
                consumer.assign(List.of(at));
                consumer.seekToBeginning(List.of(at));
                long end = consumer.endOffsets(List.of(at)).getOrDefault(at, 0L);
                while (consumer.position(at) < end) {
                    all.addAll(consumer.poll(Duration.ofSeconds(1)).records(at));
                }
            }
        }
        return all;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
