// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/// Which topics there are, and what of them the index may keep.
final class Topology {

    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;
    private final RecordIndex index;
    private final Map<TopicPartition, Long> begins = new HashMap<>();

    Topology(Admin admin, Consumer<byte[], byte[]> consumer, RecordIndex index) {
        this.admin = admin;
        this.consumer = consumer;
        this.index = index;
    }

    /// What is compacted is read from its beginning at every start: the mark that something was
    /// deleted may be gone by now.
    void forgetCompacted() throws IOException {
        for (String topic : index.topics()) {
            if (Intake.isCompacted(topic)) {
                index.forget(topic);
            }
        }
    }

    /// Takes from the index what Kafka has no more, and assigns what there is to the consumer. What
    /// is read already goes on where it is.
    void look() throws IOException, InterruptedException {
        Map<String, String> ids = ids();
        for (String topic : index.topics()) {
            if (!ids.containsKey(topic)) {
                index.forget(topic);
            }
        }
        for (Map.Entry<String, String> topic : ids.entrySet()) {
            index.isOf(topic.getKey(), topic.getValue());
        }
        Set<TopicPartition> now = partitions(ids.keySet());
        Map<TopicPartition, Long> first = consumer.beginningOffsets(now);
        for (Map.Entry<TopicPartition, Long> begin : first.entrySet()) {
            keepFrom(begin.getKey(), begin.getValue());
        }
        assign(now, first);
    }

    private Map<String, String> ids() throws InterruptedException {
        try {
            Map<String, String> ids = new HashMap<>();
            for (TopicListing topic : admin.listTopics().listings().get()) {
                if (Intake.wants(topic.name())) {
                    ids.put(topic.name(), topic.topicId().toString());
                }
            }
            return ids;
        } catch (ExecutionException failed) {
            throw new KafkaException("Tried to list the topics but failed", failed.getCause());
        }
    }

    private Set<TopicPartition> partitions(Set<String> topics) {
        Set<TopicPartition> partitions = new HashSet<>();
        consumer.listTopics()
                .forEach((topic, infos) -> {
                    if (topics.contains(topic)) {
                        infos.forEach(info ->
                                partitions.add(new TopicPartition(topic, info.partition())));
                    }
                });
        return partitions;
    }

    private void keepFrom(TopicPartition partition, long begin) throws IOException {
        if (!Intake.isCompacted(partition.topic()) && begin > begins.getOrDefault(partition, 0L)) {
            index.keepFrom(partition, begin);
        }
        begins.put(partition, begin);
    }

    private void assign(Set<TopicPartition> now, Map<TopicPartition, Long> first)
            throws IOException {
        Set<TopicPartition> before = Set.copyOf(consumer.assignment());
        List<TopicPartition> added =
                now.stream().filter(partition -> !before.contains(partition)).toList();
        consumer.assign(now);
        Map<TopicPartition, Long> ends = consumer.endOffsets(added);
        for (TopicPartition partition : added) {
            long end = ends.getOrDefault(partition, 0L);
            if (index.next(partition) > end) {
                index.keepBelow(partition, end);
            }
            long next = Math.max(index.next(partition), first.getOrDefault(partition, 0L));
            index.next(partition, next);
            consumer.seek(partition, next);
        }
    }
}
