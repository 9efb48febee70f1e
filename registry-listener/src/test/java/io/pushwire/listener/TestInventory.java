// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.pushwire.control.RecheckRequest;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.inventory.Use;
import io.pushwire.inventory.Wrote;
import io.pushwire.kafka.LogPartition;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;
import io.pushwire.wire.ControlCodec;
import io.pushwire.wire.InventoryCodec;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/// What a syncer says of its cluster, and what people ask of the listener.
final class TestInventory implements AutoCloseable {

    private static final int PARTITIONS = 12;

    private final String cluster = "recheck-" + UUID.randomUUID();
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", EmbeddedKafka.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());

    TestInventory() {
        try (var admin = EmbeddedKafka.admin()) {
            admin.createTopics(
                            List.of(new NewTopic(Topics.inventory(cluster), PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    String cluster() {
        return cluster;
    }

    /// A Deployment follows the tag, and Pushwire has not written it yet.
    void uses(ImageTag spelling) {
        uses(spelling, spelling.toString(), Optional.empty());
    }

    /// Pushwire has pinned a Deployment that follows the tag.
    void pins(ImageTag image, Digest digest) {
        uses(
                image,
                image + "@" + digest,
                Optional.of(
                        new Wrote(
                                digest, new Position("log", 0, 1), true, List.of(Instant.now()))));
    }

    void usesNoMore(ImageTag spelling) {
        send(InventoryCodec.tombstone(topic(), partition(spelling), spelling.toString()));
    }

    void ask(RecheckRequest.Target what, Instant at) {
        send(
                ControlCodec.write(
                        Topics.CONTROL,
                        new RecheckRequest(what, UUID.randomUUID().toString(), "anna", at)));
    }

    private void uses(ImageTag spelling, String image, Optional<Wrote> wrote) {
        var workload =
                new Use(
                        new WorkloadRef("Deployment", "default", "web"),
                        "uid",
                        Map.of("app", image),
                        wrote,
                        Optional.empty());
        send(
                InventoryCodec.write(
                        topic(),
                        partition(spelling),
                        cluster,
                        new TagUse(spelling, List.of(workload), Instant.now())));
    }

    /// A topic that is being made may not take it yet.
    private void send(ProducerRecord<byte[], byte[]> next) {
        Eventually.eventually(() -> producer.send(next).get());
    }

    private String topic() {
        return Topics.inventory(cluster);
    }

    private static int partition(ImageTag spelling) {
        return LogPartition.of(spelling, PARTITIONS);
    }

    @Override
    public void close() {
        producer.close();
        try (var admin = EmbeddedKafka.admin()) {
            admin.deleteTopics(List.of(topic()));
        }
    }
}
