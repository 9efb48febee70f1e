// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.image.ImageTag;
import io.pushwire.inventory.InventoryRecord;
import io.pushwire.inventory.TagUse;
import io.pushwire.kafka.BoundedRead;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.Topics;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.InventoryCodec;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What our inventory holds of some partitions.
final class InventoryReader {

    private final KafkaClients clients;
    private final String cluster;

    InventoryReader(KafkaClients clients, String cluster) {
        this.clients = clients;
        this.cluster = cluster;
    }

    /// By partition. Takes as long as the topic is large.
    Map<Integer, Map<ImageTag, TagUse>> read(Collection<Integer> partitions) {
        Map<Integer, Map<ImageTag, TagUse>> found = new HashMap<>();
        partitions.forEach(partition -> found.put(partition, new HashMap<>()));
        List<TopicPartition> inventory =
                partitions.stream()
                        .map(partition -> new TopicPartition(Topics.inventory(cluster), partition))
                        .toList();
        try (Consumer<byte[], byte[]> consumer =
                clients.consumer("pushwire." + cluster + ".inventory", Map.of())) {
            BoundedRead.whole(consumer, inventory)
                    .run(next -> {
                        Map<ImageTag, TagUse> partition = found.get(next.partition());
                        if (partition != null) {
                            add(next, partition);
                        }
                        return true;
                    });
        }
        return found;
    }

    private static void add(ConsumerRecord<byte[], byte[]> next, Map<ImageTag, TagUse> partition) {
        if (next.value() == null) {
            ImageTag.parse(EventHandler.key(next)).ifPresent(partition::remove);
        } else if (InventoryCodec.read(next)
                instanceof Decoded.Understood<InventoryRecord>(TagUse use)) {
            partition.put(use.image(), use);
        }
    }
}
