// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.InventoryRecord;
import io.pushwire.inventory.TagUse;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.tag.KnownTag;
import io.pushwire.tag.Watermark;
import io.pushwire.testing.Eventually;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.ImageEventCodec;
import io.pushwire.wire.InventoryCodec;
import io.pushwire.wire.OutcomeCodec;
import io.pushwire.wire.TagsCodec;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The other side of the topics: what a listener writes and what an auditor reads.
final class Log implements AutoCloseable {

    private static final Set<OutcomeKind> AFTERWARDS =
            Set.of(
                    OutcomeKind.RolledOut,
                    OutcomeKind.RolledOutToPartition,
                    OutcomeKind.AwaitingDelete,
                    OutcomeKind.RolloutFailed,
                    OutcomeKind.Superseded);

    private static final Set<OutcomeKind> WRITES =
            Set.of(OutcomeKind.Written, OutcomeKind.Restarted, OutcomeKind.Recreated);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String bootstrapServers;

    Log(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.LINGER_MS_CONFIG,
                                0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /// Returns where the event landed.
    RecordMetadata push(ImageTag image, Digest digest) {
        return push(image, digest, Instant.now());
    }

    RecordMetadata push(ImageTag image, Digest digest, Instant settledAt) {
        return send(
                ImageEventCodec.write(
                        Topics.IMAGE_EVENTS,
                        new ImageEvent.Pushed(
                                announcement(image), digest, Optional.empty(), settledAt)));
    }

    /// As a listener does whose sender belongs to a trace.
    RecordMetadata push(ImageTag image, Digest digest, String traceparent) {
        ProducerRecord<byte[], byte[]> event =
                ImageEventCodec.write(
                        Topics.IMAGE_EVENTS,
                        new ImageEvent.Pushed(
                                announcement(image), digest, Optional.empty(), Instant.now()));
        event.headers().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
        return send(event);
    }

    /// The registry's own word.
    RecordMetadata observe(ImageTag image, Digest digest) {
        return send(
                ImageEventCodec.write(
                        Topics.IMAGE_EVENTS,
                        new ImageEvent.Observed(
                                announcement(image), digest, Optional.empty(), -1, false)));
    }

    private static Announcement announcement(ImageTag image) {
        return new Announcement(
                UUID.randomUUID().toString(),
                image,
                List.of(image.host()),
                Optional.empty(),
                Instant.now(),
                new Announcement.Origin(
                        "test",
                        "distribution",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    RecordMetadata garbage(ImageTag key) {
        return send(
                new ProducerRecord<>(
                        Topics.IMAGE_EVENTS,
                        key.toString().getBytes(StandardCharsets.UTF_8),
                        "{".getBytes(StandardCharsets.UTF_8)));
    }

    /// The id of the log.
    String id() {
        try (var admin =
                Admin.create(
                        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            return Objects.requireNonNull(
                            admin.describeTopics(List.of(Topics.IMAGE_EVENTS))
                                    .allTopicNames()
                                    .get()
                                    .get(Topics.IMAGE_EVENTS))
                    .topicId()
                    .toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// What a settler would have written after that event.
    void settled(ImageTag image, Digest digest, RecordMetadata event, String log) {
        var at = new Position(log, event.partition(), event.offset());
        send(
                TagsCodec.write(
                        Topics.TAGS,
                        new KnownTag(
                                image,
                                List.of(image.host()),
                                at,
                                Optional.of(new KnownTag.Word(Optional.of(digest), at)),
                                Map.of(),
                                Instant.now())));
    }

    void settledUpTo(int partition, long next, String log) {
        send(TagsCodec.write(Topics.TAGS, new Watermark(log, partition, next, Instant.now())));
    }

    /// The inventory as it is now, by tag.
    Map<ImageTag, TagUse> inventory(String cluster) {
        Map<ImageTag, TagUse> found = new HashMap<>();
        each(
                Topics.inventory(cluster),
                next -> {
                    String key = new String(next.key(), StandardCharsets.UTF_8);
                    if (next.value() == null) {
                        ImageTag.parse(key).ifPresent(found::remove);
                    } else if (InventoryCodec.read(next)
                            instanceof Decoded.Understood<InventoryRecord>(TagUse use)) {
                        assertThat(key).isEqualTo(use.image().toString());
                        found.put(use.image(), use);
                    }
                });
        return found;
    }

    RecordMetadata send(ProducerRecord<byte[], byte[]> kafkaRecord) {
        try {
            return producer.send(kafkaRecord).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// How the event at that place ended, without what its rollouts came to, once there are as many
    /// outcomes as expected.
    List<Outcome> outcomes(String topic, RecordMetadata event, int expected) {
        return Eventually.get(() -> {
            List<Outcome> found = decided(topic).stream().filter(causedBy(event)).toList();
            return found.size() >= expected ? Optional.of(found) : Optional.empty();
        });
    }

    /// Those that are wanted of the event at that place, once there are as many as expected.
    List<Outcome> outcomes(
            String topic, RecordMetadata event, int expected, Predicate<Outcome> wanted) {
        return Eventually.get(() -> {
            List<Outcome> found = read(topic).stream().filter(causedBy(event).and(wanted)).toList();
            return found.size() >= expected ? Optional.of(found) : Optional.empty();
        });
    }

    private static Predicate<Outcome> causedBy(RecordMetadata event) {
        return outcome -> {
            Position position = outcome.cause().position();
            return position.partition() == event.partition() && position.offset() == event.offset();
        };
    }

    /// All outcomes that are on the topic now, without what rollouts came to.
    List<Outcome> decided(String topic) {
        Set<String> rolled = new HashSet<>();
        List<Outcome> found = new ArrayList<>();
        for (Outcome outcome : read(topic)) {
            String rollout = outcome.cause().eventId() + outcome.workload();
            if (!AFTERWARDS.contains(outcome.kind()) || !rolled.contains(rollout)) {
                found.add(outcome);
            }
            if (WRITES.contains(outcome.kind())) {
                rolled.add(rollout);
            }
        }
        return found;
    }

    /// All outcomes that are on the topic now.
    List<Outcome> read(String topic) {
        List<Outcome> found = new ArrayList<>();
        each(
                topic,
                next -> {
                    if (OutcomeCodec.read(next)
                            instanceof Decoded.Understood<Outcome>(Outcome outcome)) {
                        found.add(outcome);
                    } else {
                        throw new AssertionError("not an outcome: " + next);
                    }
                });
        return found;
    }

    /// The header of that name of each record that is on the topic now.
    List<String> headers(String topic, String name) {
        List<String> found = new ArrayList<>();
        each(
                topic,
                next ->
                        Optional.ofNullable(next.headers().lastHeader(name))
                                .ifPresent(header ->
                                        found.add(
                                                new String(
                                                        header.value(), StandardCharsets.UTF_8))));
        return found;
    }

    private void each(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(reader);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
