// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.LogConsumer;
import io.pushwire.kafka.LogPartition;
import io.pushwire.kafka.PartitionWork;
import io.pushwire.kafka.TagsReader;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.level.Level;
import io.pushwire.syncer.level.Partition;
import io.pushwire.syncer.level.Tags;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Partitions become ours: where they are read from, and what was known of them before.
final class Assignment {

    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    private final KafkaClients clients;
    private final TagsReader tags;
    private final InventoryReader inventory;
    private final String log;
    private final int partitions;
    private final EventExecution execution;
    private final Level level;
    private final RolloutTakeover takeover;

    /// @param log id of the topic, the name of its order
    /// @param partitions how many the log has
    Assignment(
            KafkaClients clients,
            String cluster,
            String log,
            int partitions,
            EventExecution execution,
            Level level,
            RolloutTakeover takeover) {
        this.clients = clients;
        this.tags = new TagsReader(log);
        this.inventory = new InventoryReader(cluster);
        this.log = log;
        this.partitions = partitions;
        this.execution = execution;
        this.level = level;
        this.takeover = takeover;
    }

    /// Right after what is settled: what came since may still be news to this cluster, what came
    /// before is history. Where nothing is settled, at the end.
    Map<TopicPartition, Long> start(
            Consumer<byte[], byte[]> consumer, Collection<TopicPartition> without) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(without);
        Map<TopicPartition, Long> first = new HashMap<>(consumer.endOffsets(without));
        Map<Integer, TagsReader.Partition> known = tags.read(clients, numbers(without));
        first.replaceAll((at, end) -> {
            TagsReader.Partition partition = known.get(at.partition());
            return partition == null
                    ? end
                    : partition
                            .watermark()
                            .map(mark -> Math.max(mark.next(), begins.getOrDefault(at, 0L)))
                            .filter(next -> next < end)
                            .orElse(end);
        });
        return first;
    }

    Map<TopicPartition, LogConsumer.Share> open(Map<TopicPartition, LogConsumer.Span> spans) {
        List<Integer> numbers = numbers(spans.keySet());
        Map<Integer, TagsReader.Partition> known = tags.read(clients, numbers);
        Map<Integer, Map<ImageTag, TagUse>> loaded = inventory.read(clients, numbers);
        LOG.atInfo()
                .addKeyValue(
                        "tags", known.values().stream().mapToInt(part -> part.known().size()).sum())
                .addKeyValue("inUse", loaded.values().stream().mapToInt(Map::size).sum())
                .log("{} partitions of the log are ours", numbers.size());
        Map<TopicPartition, LogConsumer.Share> shares = new HashMap<>();
        spans.forEach((at, span) -> {
            TagsReader.Partition partition = known.get(at.partition());
            shares.put(
                    at,
                    open(
                            at.partition(),
                            new Tags(partition == null ? List.of() : partition.known().values()),
                            loaded.getOrDefault(at.partition(), Map.of()),
                            span));
        });
        takeover.assigned(numbers);
        return shares;
    }

    private SyncerShare open(
            int number, Tags known, Map<ImageTag, TagUse> loaded, LogConsumer.Span span) {
        var work = new PartitionWork(span.first());
        Partition partition =
                level.open(
                        new Partition.Place(log, number, tag -> LogPartition.of(tag, partitions)),
                        known,
                        loaded.values(),
                        (key, task) -> work.start(key, task::run),
                        execution);
        return new SyncerShare(
                new EventHandler(log, span.end(), execution),
                work,
                level,
                partition,
                () -> takeover.released(number));
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }
}
