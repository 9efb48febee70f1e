// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.inventory.Use;
import io.pushwire.kafka.LogPartition;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.tag.KnownTag;
import io.pushwire.wire.ImageEventCodec;
import io.pushwire.wire.InventoryCodec;
import io.pushwire.wire.OutcomeCodec;
import io.pushwire.wire.TagsCodec;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/// Pushes and what became of them, made up the same way each time, written as the services write
/// them.
final class RecordedPast implements AutoCloseable {

    static final List<String> CLUSTERS = List.of("east", "north", "test.west");
    static final int TAGS = 300;

    private static final int PARTITIONS = 12;
    private static final String PATIENCE_MS = "300000";
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final List<String> SOURCES = List.of("harbor", "ci", "hub");

    private final Random random = new Random(20_261_122);
    private final Map<String, TagUse> inventories = new HashMap<>();
    private final long[] nextOffset = new long[PARTITIONS];
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String log;
    private Instant now = BEGIN;
    private int written;
    private volatile @Nullable Exception failure;

    /// Makes the topics.
    RecordedPast(String bootstrapServers) {
        admin =
                Admin.create(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "default.api.timeout.ms", PATIENCE_MS));
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                // A broker forgets the sequence of a producer whose records are
                                // older than a day, and refuses what it sends next.
                                "enable.idempotence",
                                "false",
                                "linger.ms",
                                "5",
                                "max.in.flight.requests.per.connection",
                                "1",
                                "max.block.ms",
                                PATIENCE_MS,
                                "delivery.timeout.ms",
                                PATIENCE_MS),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        var topics = new ArrayList<NewTopic>();
        topics.add(topic(Topics.IMAGE_EVENTS, false));
        topics.add(topic(Topics.MISSES, false));
        topics.add(topic(Topics.TAGS, true));
        CLUSTERS.forEach(cluster -> {
            topics.add(topic(Topics.outcomes(cluster), false));
            topics.add(topic(Topics.inventory(cluster), true));
        });
        try {
            admin.createTopics(topics).all().get();
            log =
                    admin.describeTopics(List.of(Topics.IMAGE_EVENTS))
                            .topicNameValues()
                            .values()
                            .iterator()
                            .next()
                            .get()
                            .topicId()
                            .toString();
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static ImageTag image(int number) {
        return new ImageTag(
                number % 3 == 0 ? "registry.example" : "harbor.example.com:8443",
                (number % 2 == 0 ? "team/" : "base/deep/") + "app-" + number / 4,
                number % 4 + ".x");
    }

    /// That many more events with what became of them.
    void goOn(int events) {
        for (int i = 0; i < events; i++) {
            push(image(random.nextInt(TAGS)));
        }
        flush();
    }

    /// The listener's own settler has seen all of it.
    void settled(String group) {
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        IntStream.range(0, PARTITIONS)
                .forEach(number ->
                        ends.put(
                                new TopicPartition(Topics.IMAGE_EVENTS, number),
                                new OffsetAndMetadata(nextOffset[number])));
        try {
            admin.alterConsumerGroupOffsets(group, ends).all().get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Something that nobody understands.
    void garbage(String topic, String key) {
        send(new ProducerRecord<>(topic, 0, now.toEpochMilli(), bytes(key), bytes("{\"no\"")));
        if (topic.equals(Topics.IMAGE_EVENTS)) {
            nextOffset[0]++;
        }
        flush();
    }

    private void push(ImageTag image) {
        now = now.plusMillis(random.nextInt(600_000));
        int partition = LogPartition.of(image, PARTITIONS);
        String id = "event-" + written++;
        Digest digest = digest(random.nextInt(20_000));
        ImageEvent event = event(id, image, digest);
        send(ImageEventCodec.write(Topics.IMAGE_EVENTS, event));
        long offset = nextOffset[partition]++;
        var cause =
                new Outcome.Cause(
                        id,
                        event.at(log, partition, offset),
                        image.toString(),
                        event instanceof ImageEvent.Located
                                ? Optional.of(digest)
                                : Optional.empty());
        for (String cluster : CLUSTERS) {
            if (random.nextInt(3) == 0) {
                became(cluster, cause, image, digest);
            }
        }
        if (event instanceof ImageEvent.Located) {
            send(TagsCodec.write(Topics.TAGS, KnownTag.first(event, cause.position(), now)));
        }
    }

    private ImageEvent event(String id, ImageTag image, Digest digest) {
        var said =
                new Announcement(
                        id,
                        image,
                        List.of(image.host(), "alias.example"),
                        Optional.of(now.minusMillis(random.nextInt(5_000))),
                        now,
                        new Announcement.Origin(
                                SOURCES.get(random.nextInt(SOURCES.size())),
                                "harbor",
                                Optional.empty(),
                                random.nextBoolean()
                                        ? Optional.of("actor-" + random.nextInt(20))
                                        : Optional.empty(),
                                Optional.empty()));
        return switch (random.nextInt(20)) {
            case 0 -> new ImageEvent.Deleted(said);
            case 1 -> new ImageEvent.Announced(said, Optional.empty(), Optional.empty());
            case 2 -> new ImageEvent.Observed(said, digest, Optional.empty(), 0, false);
            default -> new ImageEvent.Pushed(said, digest, Optional.empty(), now.plusSeconds(2));
        };
    }

    private void became(String cluster, Outcome.Cause cause, ImageTag image, Digest digest) {
        int fate = random.nextInt(10);
        if (fate == 0) {
            send(
                    OutcomeCodec.write(
                            Topics.MISSES,
                            outcome(cluster, OutcomeKind.Unused, cause, Optional.empty(), "", "")));
            return;
        }
        var workload =
                new Outcome.WorkloadRef(
                        random.nextBoolean() ? "Deployment" : "StatefulSet",
                        "ns-" + random.nextInt(3),
                        "w-" + random.nextInt(40));
        OutcomeKind kind =
                switch (fate) {
                    case 1 -> OutcomeKind.SameDigest;
                    case 2 -> OutcomeKind.Stale;
                    case 3 -> OutcomeKind.Restarted;
                    default -> OutcomeKind.Written;
                };
        String to = kind == OutcomeKind.Written ? image + "@" + digest : image.toString();
        send(
                OutcomeCodec.write(
                        Topics.outcomes(cluster),
                        outcome(
                                cluster,
                                kind,
                                cause,
                                Optional.of(workload),
                                image.toString(),
                                to)));
        if (fate > 3 && fate < 9) {
            send(
                    OutcomeCodec.write(
                            Topics.outcomes(cluster), rolledOut(cluster, cause, workload, digest)));
        }
        inventory(cluster, image, workload, to);
    }

    private Outcome outcome(
            String cluster,
            OutcomeKind kind,
            Outcome.Cause cause,
            Optional<Outcome.WorkloadRef> workload,
            String from,
            String to) {
        return new Outcome(
                cluster,
                kind,
                "as the past has it",
                cause,
                workload,
                workload.isEmpty() ? List.of() : List.of(new Outcome.Change("app", from, to)),
                now.plusMillis(5),
                kind == OutcomeKind.Written ? Optional.of(now.plusMillis(11)) : Optional.empty());
    }

    private Outcome rolledOut(
            String cluster, Outcome.Cause cause, Outcome.WorkloadRef workload, Digest digest) {
        return new Outcome(
                cluster,
                OutcomeKind.RolledOut,
                "all pods run it",
                cause,
                Optional.of(workload),
                List.of(),
                now.plusMillis(3_000),
                Optional.empty(),
                List.of(new Outcome.Running("app", List.of("any/name@" + digest))));
    }

    /// A workload follows one tag, or for a while several with different containers.
    private void inventory(
            String cluster, ImageTag image, Outcome.WorkloadRef workload, String runs) {
        String key = cluster + " " + image;
        var uses = new ArrayList<Use>();
        TagUse before = inventories.get(key);
        if (before != null) {
            before.workloads().stream()
                    .filter(use -> !use.workload().equals(workload))
                    .limit(4)
                    .forEach(uses::add);
        }
        int partition = LogPartition.of(image, PARTITIONS);
        if (random.nextInt(10) == 0) {
            inventories.remove(key);
            send(InventoryCodec.tombstone(Topics.inventory(cluster), partition, image.toString()));
            return;
        }
        uses.add(
                new Use(
                        workload,
                        "uid-" + workload,
                        Map.of("app", runs),
                        Optional.empty(),
                        Optional.empty()));
        var use = new TagUse(image, uses, now);
        inventories.put(key, use);
        send(InventoryCodec.write(Topics.inventory(cluster), partition, cluster, use));
    }

    static Digest digest(int number) {
        byte[] bytes = new byte[32];
        new Random(number).nextBytes(bytes);
        return new Digest("sha256:" + HexFormat.of().formatHex(bytes));
    }

    private void send(ProducerRecord<byte[], byte[]> next) {
        var _ = producer.send(next, (_, failed) -> failure = failed == null ? failure : failed);
    }

    private void flush() {
        producer.flush();
        assertThat(failure).isNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static NewTopic topic(String name, boolean compacted) {
        return new NewTopic(name, PARTITIONS, (short) 1)
                .configs(
                        Map.of(
                                "cleanup.policy",
                                compacted ? "compact" : "delete",
                                "retention.ms",
                                "-1"));
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
