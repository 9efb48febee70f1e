// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// Reads some partitions forward, each at its own pace, to ends that were noted before. It joins no
/// group and commits nothing; of each partition a few hundred records are held.
final class Cursors implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);
    private static final int ENOUGH = 500;

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Span> spans;
    private final Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> queues =
            new HashMap<>();

    /// @param begin the first offset
    /// @param end the offset after the last one
    record Span(long begin, long end) {
        long length() {
            return Math.max(0, end - begin);
        }
    }

    /// @param consumer of no group, which is closed with this
    Cursors(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Span> spans) {
        this.consumer = consumer;
        this.spans = new HashMap<>(spans);
        this.spans.values().removeIf(span -> span.length() == 0);
        consumer.assign(this.spans.keySet());
        this.spans.forEach((at, span) -> {
            consumer.seek(at, span.begin());
            queues.put(at, new ArrayDeque<>());
        });
    }

    /// The next record of a partition; empty at its end.
    ///
    /// @throws KafkaException if Kafka sends nothing for 15 s
    Optional<ConsumerRecord<byte[], byte[]>> peek(TopicPartition at) {
        Queue<ConsumerRecord<byte[], byte[]>> queue = queues.get(at);
        if (queue == null) {
            return Optional.empty();
        }
        long heard = System.nanoTime();
        while (queue.isEmpty() && hasMore(at)) {
            if (poll()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
                throw new KafkaException("it sends nothing for " + LONGEST_SILENCE);
            }
        }
        return Optional.ofNullable(queue.peek());
    }

    /// Passes the record that was looked at.
    void pass(TopicPartition at) {
        Optional.ofNullable(queues.get(at)).ifPresent(Queue::poll);
    }

    /// The offset of the first record that was not passed.
    long next(TopicPartition at) {
        Span span = spans.get(at);
        if (span == null) {
            return 0;
        }
        return Optional.ofNullable(queues.get(at))
                .map(Queue::peek)
                .map(ConsumerRecord::offset)
                .orElseGet(() -> Math.min(span.end(), consumer.position(at)));
    }

    /// Whether there are records that were not passed.
    boolean isLeft(TopicPartition at) {
        Queue<ConsumerRecord<byte[], byte[]>> queue = queues.get(at);
        return queue != null && (!queue.isEmpty() || hasMore(at));
    }

    /// How many offsets were passed.
    long passed() {
        return spans.entrySet().stream()
                .mapToLong(each -> next(each.getKey()) - each.getValue().begin())
                .sum();
    }

    /// How many offsets there are.
    long length() {
        return spans.values().stream().mapToLong(Span::length).sum();
    }

    private boolean hasMore(TopicPartition at) {
        Span span = spans.get(at);
        return span != null && consumer.position(at) < span.end();
    }

    /// @return whether anything came
    private boolean poll() {
        List<TopicPartition> rest = new ArrayList<>();
        List<TopicPartition> wanted = new ArrayList<>();
        queues.forEach(
                (at, queue) -> (queue.size() < ENOUGH && hasMore(at) ? wanted : rest).add(at));
        consumer.pause(rest);
        consumer.resume(wanted);
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> found : records) {
            var at = new TopicPartition(found.topic(), found.partition());
            Span span = spans.get(at);
            Queue<ConsumerRecord<byte[], byte[]>> queue = queues.get(at);
            if (span != null && queue != null && found.offset() < span.end()) {
                queue.add(found);
            }
        }
        return !records.isEmpty();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
