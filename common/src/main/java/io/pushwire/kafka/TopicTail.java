// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import io.pushwire.runtime.Backoff;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Reads some topics from their first record to their last, and then whatever comes: every replica
/// all of it, so without a group. Topics that are made later are found within half a minute.
public final class TopicTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_FOR_TOPICS = Duration.ofSeconds(30);

    private final KafkaClients clients;
    private final String name;
    private final Predicate<String> wanted;
    private final boolean mayBeMissing;
    private final Taker taker;
    private final CountDownLatch read = new CountDownLatch(1);
    private volatile boolean stopping;

    private TopicTail(
            KafkaClients clients,
            String name,
            Predicate<String> wanted,
            boolean mayBeMissing,
            Taker taker) {
        this.clients = clients;
        this.name = name;
        this.wanted = wanted;
        this.mayBeMissing = mayBeMissing;
        this.taker = taker;
    }

    /// One topic, which is waited for.
    ///
    /// @param name of the thread that reads
    /// @param taker told of each record, by that thread
    public static TopicTail of(KafkaClients clients, String name, String topic, Taker taker) {
        return new TopicTail(clients, name, topic::equals, false, taker);
    }

    /// All topics of such a name, of which there may be none.
    ///
    /// @param name of the thread that reads
    /// @param taker told of each record, by that thread
    public static TopicTail all(
            KafkaClients clients, String name, Predicate<String> wanted, Taker taker) {
        return new TopicTail(clients, name, wanted, true, taker);
    }

    /// What is done with a record; after a failure of Kafka's all of them come again.
    @FunctionalInterface
    public interface Taker {
        void take(ConsumerRecord<byte[], byte[]> next);
    }

    /// Returns at once.
    public void start() {
        Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /// Waits, as long as it takes, until everything was read that was there at the start.
    public void awaitRead() throws InterruptedException {
        read.await();
    }

    /// Whether everything was read that was there at the start.
    public boolean isRead() {
        return read.getCount() == 0;
    }

    @Override
    public void close() {
        stopping = true;
    }

    /// From the beginning again after every failure: what is read like this is compacted.
    private void run() {
        var backoff = new Backoff();
        while (!stopping) {
            try (Consumer<byte[], byte[]> consumer = clients.reader()) {
                follow(consumer);
            } catch (KafkaException failed) {
                LOG.warn("Tried to read for {} but {}", name, failed.toString());
                try {
                    backoff.pause();
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        assignWanted(consumer);
        long looked = System.nanoTime();
        Optional<Map<TopicPartition, Long>> ends = Optional.empty();
        while (!stopping) {
            if (ends.isEmpty() && (mayBeMissing || !consumer.assignment().isEmpty())) {
                ends = Optional.of(consumer.endOffsets(consumer.assignment()));
            }
            if (ends.isPresent() && isAt(ends.get(), consumer)) {
                read.countDown();
            }
            if (consumer.assignment().isEmpty()) {
                pause();
            } else {
                consumer.poll(POLL).forEach(taker::take);
            }
            if (System.nanoTime() - looked > pauseBetweenLooks(consumer).toNanos()) {
                assignWanted(consumer);
                looked = System.nanoTime();
            }
        }
    }

    private static boolean isAt(Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /// While there is nothing to read, the first topic is worth a question each time.
    private static Duration pauseBetweenLooks(Consumer<byte[], byte[]> consumer) {
        return consumer.assignment().isEmpty() ? POLL : LOOK_FOR_TOPICS;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException("stopping", stopped);
        }
    }

    /// Whatever is read already goes on where it is.
    private void assignWanted(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> before = Set.copyOf(consumer.assignment());
        Set<TopicPartition> now =
                consumer.listTopics().entrySet().stream()
                        .filter(topic -> wanted.test(topic.getKey()))
                        .flatMap(topic -> topic.getValue().stream())
                        .map(TopicTail::partition)
                        .collect(Collectors.toUnmodifiableSet());
        if (!before.equals(now)) {
            consumer.assign(now);
            var added = new HashSet<>(now);
            added.removeAll(before);
            consumer.seekToBeginning(added);
        }
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }
}
