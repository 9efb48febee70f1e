// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.kafka.Topics;
import io.pushwire.runtime.Backoff;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Reads the log and commits, per partition, the highest offset below which every event has its
/// outcome. It polls all the time, so the group stays stable however long an event takes;
/// partitions are paused while too many events are under way (RATIONALE R-001 says why this is not
/// a `@KafkaListener`).
final class EventConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration HAND_OVER = Duration.ofSeconds(5);
    private static final int MOST_IN_FLIGHT = 500;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final EventHandler handler;
    private final Clock clock;
    private final Map<TopicPartition, PartitionWork> assigned = new HashMap<>();

    private volatile boolean stopping;
    private volatile Instant lastPoll = Instant.MIN;
    private volatile int partitions;
    private volatile boolean joined;

    EventConsumer(Supplier<Consumer<byte[], byte[]>> consumers, EventHandler handler, Clock clock) {
        this.consumers = consumers;
        this.handler = handler;
        this.clock = clock;
    }

    /// Consumes until stopped; a consumer that Kafka ends is replaced.
    ///
    /// @param log id of the topic, the name of its order
    void run(String log) throws InterruptedException {
        var backoff = new Backoff();
        while (!stopping) {
            Consumer<byte[], byte[]> consumer = consumers.get();
            try {
                consumer.subscribe(List.of(Topics.IMAGE_EVENTS), new Rebalance(consumer));
                while (!stopping) {
                    poll(log, consumer);
                    backoff = new Backoff();
                }
            } catch (WakeupException woken) {
                LOG.debug("woken up");
            } catch (KafkaException failed) {
                LOG.error("Tried to read {} but {}", Topics.IMAGE_EVENTS, failed.toString());
            } finally {
                close(consumer);
            }
            if (!stopping) {
                backoff.pause();
            }
        }
    }

    void stop() {
        stopping = true;
    }

    /// When the group's coordinator last heard of us.
    Instant lastPoll() {
        return lastPoll;
    }

    /// Whether the group has given us our share at least once, even if that is nothing.
    boolean joined() {
        return joined;
    }

    int assignedPartitions() {
        return partitions;
    }

    private void poll(String log, Consumer<byte[], byte[]> consumer) {
        int inFlight = assigned.values().stream().mapToInt(PartitionWork::inFlight).sum();
        if (inFlight >= MOST_IN_FLIGHT) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        try {
            for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
                PartitionWork work =
                        assigned.get(new TopicPartition(event.topic(), event.partition()));
                if (work != null) {
                    work.start(
                            EventHandler.key(event),
                            event.offset(),
                            () -> handler.handle(log, event));
                }
            }
        } catch (OffsetOutOfRangeException lost) {
            new StartingPoint(consumer).recover(lost.offsetOutOfRangePartitions());
        }
        lastPoll = clock.instant();
        commitInPassing(consumer);
    }

    private void commitInPassing(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> done = committable(assigned);
        if (done.isEmpty()) {
            return;
        }
        done.forEach((partition, offset) -> committed(partition, offset.offset()));
        consumer.commitAsync(
                done,
                (offsets, failure) -> {
                    if (failure != null) {
                        LOG.warn("Tried to commit {} but {}", offsets, failure.toString());
                        // Below every offset, so that the next round tries again.
                        offsets.keySet().forEach(partition -> committed(partition, -1));
                    }
                });
    }

    private void committed(TopicPartition partition, long offset) {
        PartitionWork work = assigned.get(partition);
        if (work != null) {
            work.committed(offset);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> committable(
            Map<TopicPartition, PartitionWork> works) {
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        works.forEach((partition, work) -> {
            OptionalLong offset = work.committable();
            if (offset.isPresent()) {
                done.put(partition, new OffsetAndMetadata(offset.getAsLong()));
            }
        });
        return done;
    }

    /// Leaves the group too, so that another replica takes over at once.
    private void close(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        try {
            release(consumer, List.copyOf(assigned.keySet()));
            consumer.close(
                    CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                            .withTimeout(HAND_OVER));
        } catch (KafkaException failed) {
            LOG.warn("Tried to leave the group but {}", failed.toString());
        }
    }

    private void release(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> revoked)
            throws InterruptedException {
        Map<TopicPartition, PartitionWork> released = new HashMap<>();
        for (TopicPartition partition : revoked) {
            PartitionWork work = assigned.remove(partition);
            if (work != null) {
                released.put(partition, work);
            }
        }
        partitions = assigned.size();
        Instant end = clock.instant().plus(HAND_OVER);
        for (PartitionWork work : released.values()) {
            Duration left = Duration.between(clock.instant(), end);
            work.finish(left.isNegative() ? Duration.ZERO : left);
        }
        Map<TopicPartition, OffsetAndMetadata> done = committable(released);
        if (!done.isEmpty()) {
            consumer.commitSync(done, HAND_OVER);
        }
    }

    private final class Rebalance implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;

        Rebalance(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            new StartingPoint(consumer).settle(added);
            for (TopicPartition partition : added) {
                assigned.put(partition, new PartitionWork(consumer.position(partition)));
            }
            partitions = assigned.size();
            joined = true;
            LOG.info("reading {} partitions of {}", partitions, Topics.IMAGE_EVENTS);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            try {
                release(consumer, revoked);
            } catch (KafkaException failed) {
                LOG.warn("Tried to commit before a hand-over but {}", failed.toString());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        /// Another replica has them already: nothing may be committed any more.
        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            for (TopicPartition partition : lost) {
                PartitionWork work = assigned.remove(partition);
                if (work != null) {
                    work.abandon();
                }
            }
            partitions = assigned.size();
        }
    }
}
