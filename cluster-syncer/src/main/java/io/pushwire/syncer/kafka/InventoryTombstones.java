// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.kafka.BoundedRead;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.Topics;
import io.pushwire.wire.InventoryCodec;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        Map<Place, Boolean> present = present(cluster, topic);
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

    private Map<Place, Boolean> present(String cluster, String topic) {
        Map<Place, Boolean> present = new LinkedHashMap<>();
        try (Consumer<byte[], byte[]> consumer =
                clients.consumer("pushwire." + cluster + ".forget", Map.of())) {
            List<TopicPartition> partitions =
                    consumer.listTopics().getOrDefault(topic, List.of()).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            BoundedRead.whole(consumer, partitions)
                    .run(found -> {
                        present.put(
                                new Place(found.partition(), EventHandler.key(found)),
                                found.value() != null);
                        return true;
                    });
        }
        return present;
    }

    private record Place(int partition, String key) {}
}
