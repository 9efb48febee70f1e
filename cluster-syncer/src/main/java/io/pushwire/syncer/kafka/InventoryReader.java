// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.image.ImageTag;
import io.pushwire.inventory.InventoryRecord;
import io.pushwire.inventory.TagUse;
import io.pushwire.kafka.BoundedRead;
import io.pushwire.kafka.DeferredRecords;
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
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

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
        each(
                partitions,
                next ->
                        Optional.ofNullable(found.get(next.partition()))
                                .ifPresent(partition -> add(next, partition)));
        return found;
    }

    /// As [#read(Collection)], but only the tags that are wanted, and each partition is read when
    /// it is asked for.
    ///
    /// @param wanted told the key, a tag under its registry's own name
    Map<Integer, Supplier<Map<ImageTag, TagUse>>> later(
            Collection<Integer> partitions, Predicate<String> wanted) {
        Map<Integer, DeferredRecords> unread = new HashMap<>();
        Map<Integer, Supplier<Map<ImageTag, TagUse>>> later = new HashMap<>();
        for (int partition : partitions) {
            var uses = new HashMap<ImageTag, TagUse>();
            var records = new DeferredRecords(next -> add(next, uses));
            unread.put(partition, records);
            later.put(
                    partition,
                    () -> {
                        records.readAll();
                        return uses;
                    });
        }
        each(
                partitions,
                next -> {
                    String key = EventHandler.key(next);
                    DeferredRecords partition = unread.get(next.partition());
                    if (partition != null && wanted.test(key)) {
                        partition.add(key, next);
                    }
                });
        return later;
    }

    private void each(Collection<Integer> partitions, Taker taker) {
        List<TopicPartition> inventory =
                partitions.stream()
                        .map(partition -> new TopicPartition(Topics.inventory(cluster), partition))
                        .toList();
        try (Consumer<byte[], byte[]> consumer =
                clients.consumer("pushwire." + cluster + ".inventory", Map.of())) {
            BoundedRead.whole(consumer, inventory)
                    .run(next -> {
                        taker.take(next);
                        return true;
                    });
        }
    }

    private interface Taker {
        void take(ConsumerRecord<byte[], byte[]> next);
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
