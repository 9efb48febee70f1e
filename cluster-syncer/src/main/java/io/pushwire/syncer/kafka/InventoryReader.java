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
import java.util.function.Predicate;

/// What our inventory holds of some partitions.
final class InventoryReader {

    private final String cluster;

    InventoryReader(String cluster) {
        this.cluster = cluster;
    }

    /// By partition. Takes as long as the topic is large.
    Map<Integer, Map<ImageTag, TagUse>> read(KafkaClients clients, Collection<Integer> partitions) {
        try (Consumer<byte[], byte[]> consumer = clients.reader()) {
            return read(consumer, partitions, _ -> true);
        }
    }

    /// As [#read(KafkaClients, Collection)], but only the tags that are wanted.
    ///
    /// @param consumer of no group, whose assignment it replaces
    /// @param wanted told the key, a tag under its registry's own name
    Map<Integer, Map<ImageTag, TagUse>> read(
            Consumer<byte[], byte[]> consumer,
            Collection<Integer> partitions,
            Predicate<String> wanted) {
        Map<Integer, Map<ImageTag, TagUse>> found = new HashMap<>();
        partitions.forEach(partition -> found.put(partition, new HashMap<>()));
        List<TopicPartition> inventory =
                partitions.stream()
                        .map(partition -> new TopicPartition(Topics.inventory(cluster), partition))
                        .toList();
        BoundedRead.whole(consumer, inventory)
                .run(next -> {
                    Map<ImageTag, TagUse> partition = found.get(next.partition());
                    if (partition != null && wanted.test(EventHandler.key(next))) {
                        add(next, partition);
                    }
                    return true;
                });
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
