// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// One pass over some partitions, to ends that were noted before. It joins no group and commits
/// nothing.
///
/// @param consumer whose assignment it replaces
/// @param begins the first offset of each partition
/// @param ends the offset after the last one
public record BoundedRead(
        Consumer<byte[], byte[]> consumer,
        Map<TopicPartition, Long> begins,
        Map<TopicPartition, Long> ends) {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    /// Everything that the partitions hold now.
    public static BoundedRead whole(
            Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        return new BoundedRead(
                consumer, consumer.beginningOffsets(partitions), consumer.endOffsets(partitions));
    }

    /// How many offsets lie between; of a compacted topic there are fewer records.
    public long length() {
        return full().stream().mapToLong(at -> end(at) - begin(at)).sum();
    }

    /// Takes as long as the partitions are large.
    ///
    /// @param taker gets each record, and says whether it wants more
    /// @throws KafkaException if Kafka sends nothing for 15 s
    public void run(Predicate<ConsumerRecord<byte[], byte[]>> taker) {
        List<TopicPartition> full = full();
        consumer.assign(full);
        full.forEach(at -> consumer.seek(at, begin(at)));
        long heard = System.nanoTime();
        while (full.stream().anyMatch(at -> consumer.position(at) < end(at))) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
                throw new KafkaException("it sends nothing for " + LONGEST_SILENCE);
            }
            for (ConsumerRecord<byte[], byte[]> found : records) {
                var at = new TopicPartition(found.topic(), found.partition());
                if (found.offset() < end(at) && !taker.test(found)) {
                    return;
                }
            }
        }
    }

    private List<TopicPartition> full() {
        return begins.keySet().stream().filter(at -> begin(at) < end(at)).toList();
    }

    private long begin(TopicPartition at) {
        return begins.getOrDefault(at, 0L);
    }

    private long end(TopicPartition at) {
        return ends.getOrDefault(at, 0L);
    }
}
