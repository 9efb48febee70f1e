// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import io.pushwire.runtime.Backoff;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Reads the log and commits, per partition, the highest offset below which every event is done. It
/// polls all the time, so the group stays stable however long an event takes; partitions are paused
/// while too many events are under way (RATIONALE R-012 says why this is not a `@KafkaListener`).
public final class LogConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(LogConsumer.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration HAND_OVER = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Settings settings;
    private final Shares shares;
    private final Clock clock;
    private final Map<TopicPartition, Share> assigned = new HashMap<>();

    private volatile boolean stopping;
    private volatile Instant lastPoll = Instant.MIN;
    private volatile int partitions;
    private volatile boolean joined;
    private volatile int inFlight;
    private volatile Map<Integer, Double> lags = Map.of();

    public LogConsumer(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Settings settings,
            Shares shares,
            Clock clock) {
        this.consumers = consumers;
        this.settings = settings;
        this.shares = shares;
        this.clock = clock;
    }

    /// @param start where a group without an offset begins
    /// @param mostInFlight how many events may be under way before no more are read
    public record Settings(Start start, int mostInFlight) {}

    /// Where a group without an offset begins.
    @FunctionalInterface
    public interface Start {

        Start BEGINNING = Consumer::beginningOffsets;
        Start END = Consumer::endOffsets;

        /// The first offset to read, for each of the partitions. May ask the consumer, but neither
        /// move nor poll it.
        Map<TopicPartition, Long> offsets(
                Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions);
    }

    /// What is done with the partitions that the group gives to this consumer.
    @FunctionalInterface
    public interface Shares {

        /// Called before anything of the partitions is read, and never for one that is open.
        ///
        /// @param spans what will be read first, by partition
        /// @return one share for each
        Map<TopicPartition, Share> open(Map<TopicPartition, Span> spans);
    }

    /// What stood on a partition, and was not committed, when it was assigned. Its last owner may
    /// have handled that all the same, and ended before it could commit.
    ///
    /// @param first the first offset that will be read
    /// @param end the first one that was not there yet
    public record Span(long first, long end) {}

    /// One partition, from its assignment until another replica has it. Called by the polling
    /// thread only, and must not keep it.
    public interface Share {

        /// @param events that were read together, in their order
        void take(List<ConsumerRecord<byte[], byte[]>> events);

        /// The offset to commit, if it is further than the last one committed.
        OptionalLong committable();

        /// That offset is being committed; or -1: the commit failed.
        void committed(long offset);

        int inFlight();

        /// Another replica gets the partition: ends within that time.
        void finish(Duration patience) throws InterruptedException;

        /// Another replica has the partition already: ends at once.
        void abandon();
    }

    /// Consumes until stopped; a consumer that Kafka ends is replaced.
    public void run() throws InterruptedException {
        var backoff = new Backoff();
        while (!stopping) {
            Consumer<byte[], byte[]> consumer = consumers.get();
            try {
                consumer.subscribe(List.of(Topics.IMAGE_EVENTS), new Rebalance(consumer));
                while (!stopping) {
                    poll(consumer);
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

    public void stop() {
        stopping = true;
    }

    /// When the group's coordinator last heard of us.
    public Instant lastPoll() {
        return lastPoll;
    }

    /// Whether the group has given us our share at least once, even if that is nothing.
    public boolean joined() {
        return joined;
    }

    public int assignedPartitions() {
        return partitions;
    }

    /// How many events are under way.
    public int inFlight() {
        return inFlight;
    }

    /// How many events of each partition that is ours are not done, as far as is known.
    public Map<Integer, Double> lags() {
        return lags;
    }

    private Map<Integer, Double> measured(Consumer<byte[], byte[]> consumer) {
        Map<Integer, Double> measured = new HashMap<>();
        assigned.forEach((partition, share) ->
                measured.put(
                        partition.partition(),
                        (double) consumer.currentLag(partition).orElse(0) + share.inFlight()));
        return measured;
    }

    private void poll(Consumer<byte[], byte[]> consumer) {
        inFlight = assigned.values().stream().mapToInt(Share::inFlight).sum();
        if (inFlight >= settings.mostInFlight()) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        try {
            ConsumerRecords<byte[], byte[]> events = consumer.poll(POLL);
            for (TopicPartition partition : events.partitions()) {
                Share share = assigned.get(partition);
                if (share != null) {
                    share.take(events.records(partition));
                }
            }
        } catch (OffsetOutOfRangeException lost) {
            new StartingPoint(consumer, settings.start())
                    .recover(lost.offsetOutOfRangePartitions());
        }
        lastPoll = clock.instant();
        lags = measured(consumer);
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
        Share work = assigned.get(partition);
        if (work != null) {
            work.committed(offset);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> committable(
            Map<TopicPartition, Share> works) {
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
        Map<TopicPartition, Share> released = new HashMap<>();
        for (TopicPartition partition : revoked) {
            Share work = assigned.remove(partition);
            if (work != null) {
                released.put(partition, work);
            }
        }
        partitions = assigned.size();
        Instant end = clock.instant().plus(HAND_OVER);
        for (Share work : released.values()) {
            Duration left = Duration.between(clock.instant(), end);
            work.finish(left.isNegative() ? Duration.ZERO : left);
        }
        Map<TopicPartition, OffsetAndMetadata> done = committable(released);
        if (!done.isEmpty()) {
            done.forEach((partition, offset) ->
                    Optional.ofNullable(released.get(partition))
                            .ifPresent(work -> work.committed(offset.offset())));
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
            new StartingPoint(consumer, settings.start()).settle(added);
            Map<TopicPartition, Span> spans = new HashMap<>();
            consumer.endOffsets(added)
                    .forEach((partition, end) ->
                            spans.put(partition, new Span(consumer.position(partition), end)));
            assigned.putAll(shares.open(spans));
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
                Share work = assigned.remove(partition);
                if (work != null) {
                    work.abandon();
                }
            }
            partitions = assigned.size();
        }
    }
}
