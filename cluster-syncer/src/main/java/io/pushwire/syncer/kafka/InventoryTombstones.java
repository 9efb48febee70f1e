// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.inventory.Heartbeat;
import io.pushwire.inventory.InventoryRecord;
import io.pushwire.kafka.BoundedRead;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.Topics;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.InventoryCodec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Takes a cluster that is gone out of the books: its name is free again, and its tags are not
/// asked for any more.
public final class InventoryTombstones {

    private final KafkaClients clients;

    public InventoryTombstones(KafkaClients clients) {
        this.clients = clients;
    }

    /// Takes every record of the cluster's inventory away. Only for a cluster whose syncers have
    /// stopped: they would write theirs again.
    ///
    /// @return how many there were
    /// @throws KafkaException if Kafka is away, or does not take them
    public int write(String cluster) throws InterruptedException {
        String topic = Topics.inventory(cluster);
        Map<Place, Boolean> present = present(cluster);
        List<ProducerRecord<byte[], byte[]>> tombstones = new ArrayList<>();
        present.forEach((place, there) -> {
            if (there) {
                tombstones.add(InventoryCodec.tombstone(topic, place.partition(), place.key()));
            }
        });
        var log = new KafkaInventoryLog(clients, cluster);
        try {
            if (!log.send(tombstones)) {
                throw new KafkaException("Tried to empty " + topic + " but Kafka did not take it");
            }
        } finally {
            log.close();
        }
        return tombstones.size();
    }

    /// What the cluster last said of itself, by its own clock.
    ///
    /// @throws KafkaException if Kafka is away
    public Optional<Heartbeat> lastHeardOf(String cluster) {
        var last = new AtomicReference<Optional<Heartbeat>>(Optional.empty());
        read(
                cluster,
                found -> {
                    if (EventHandler.key(found).equals(InventoryCodec.HEARTBEAT_KEY)) {
                        last.set(heard(found));
                    }
                });
        return last.get();
    }

    private static Optional<Heartbeat> heard(ConsumerRecord<byte[], byte[]> found) {
        return found.value() != null
                        && InventoryCodec.read(found)
                                instanceof Decoded.Understood<InventoryRecord>(Heartbeat beat)
                ? Optional.of(beat)
                : Optional.empty();
    }

    private Map<Place, Boolean> present(String cluster) {
        Map<Place, Boolean> present = new LinkedHashMap<>();
        read(
                cluster,
                found ->
                        present.put(
                                new Place(found.partition(), EventHandler.key(found)),
                                found.value() != null));
        return present;
    }

    /// All records of the inventory, tombstones too.
    private void read(String cluster, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        String topic = Topics.inventory(cluster);
        try (var consumer = clients.reader()) {
            List<TopicPartition> partitions =
                    consumer.listTopics().getOrDefault(topic, List.of()).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            BoundedRead.whole(consumer, partitions)
                    .run(found -> {
                        each.accept(found);
                        return true;
                    });
        }
    }

    private record Place(int partition, String key) {}
}
