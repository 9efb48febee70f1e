// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// One reading of Kafka into the index, from where the index is, until something fails or the
/// service stops.
final class Round {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    // More often would make very small parts of the index.
    private static final Duration BETWEEN_REFRESHES = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Topology topology;
    private final RecordIndex index;
    private final Intakes intakes;
    private final Duration betweenCommits;
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    /// Where the reading is, while the index is still on the way there.
    private final Map<TopicPartition, Long> reached = new HashMap<>();

    private final long began = System.nanoTime();
    private boolean caughtUp;
    private boolean unseen;

    Round(
            Consumer<byte[], byte[]> consumer,
            Topology topology,
            RecordIndex index,
            Duration betweenCommits) {
        this.consumer = consumer;
        this.topology = topology;
        this.index = index;
        this.intakes = new Intakes(index);
        this.betweenCommits = betweenCommits;
    }

    /// Told how far it is.
    @FunctionalInterface
    interface Listener {
        void tell(RecordState state);
    }

    /// Only to wake it up.
    Consumer<byte[], byte[]> consumer() {
        return consumer;
    }

    void run(BooleanSupplier goOn, Listener listener) throws IOException, InterruptedException {
        topology.forgetCompacted();
        look();
        noteEnds();
        try (intakes) {
            follow(goOn, listener);
        }
    }

    private void follow(BooleanSupplier goOn, Listener listener)
            throws IOException, InterruptedException {
        var commits = new Beat(betweenCommits);
        var looks = new Beat(BETWEEN_LOOKS);
        var refreshes = new Beat(BETWEEN_REFRESHES);
        try {
            while (goOn.getAsBoolean()) {
                read();
                if (!caughtUp) {
                    listener.tell(new RecordState.Building(progress()));
                }
                if (caughtUp ? unseen && refreshes.isDue() : isAtEnds()) {
                    show(listener);
                }
                if (commits.isDue()) {
                    commit();
                }
                if (looks.isDue()) {
                    lookAgain();
                }
            }
        } catch (WakeupException stopping) {
            // Each record is in the index together with its offset, so it can be committed.
        }
        commit();
    }

    private void commit() throws IOException, InterruptedException {
        settle();
        index.commit();
    }

    private void look() throws IOException, InterruptedException {
        settle();
        topology.look();
        ends.keySet().retainAll(consumer.assignment());
        if (index.topics().isEmpty()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /// What was read can be asked while Kafka is away.
    private void lookAgain() throws IOException, InterruptedException {
        try {
            look();
        } catch (WakeupException stopping) {
            throw stopping;
        } catch (KafkaException away) {
            LOG.warn("Tried to look for topics but {}", away.toString());
        }
    }

    private void noteEnds() {
        ends.putAll(consumer.endOffsets(consumer.assignment()));
        ends.keySet().forEach(partition -> begins.put(partition, index.next(partition)));
    }

    private void show(Listener listener) throws IOException, InterruptedException {
        settle();
        index.refresh();
        unseen = false;
        caughtUp = true;
        listener.tell(new RecordState.Ready(index.size()));
    }

    /// What is read goes into the index while the next is fetched; with nothing more to fetch it is
    /// waited for.
    private void read() throws IOException, InterruptedException {
        if (consumer.assignment().isEmpty()) {
            LockSupport.parkNanos(POLL.toNanos());
            return;
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(unseen ? BETWEEN_REFRESHES : POLL);
        settle();
        intakes.begin(records);
        unseen |= !records.isEmpty();
        // Beyond what was deleted in between.
        for (TopicPartition partition : consumer.assignment()) {
            reached.put(partition, consumer.position(partition));
        }
        if (caughtUp || records.isEmpty()) {
            settle();
        }
    }

    /// Waits until the index has what was read.
    private void settle() throws IOException, InterruptedException {
        intakes.finished();
        reached.forEach(index::next);
        reached.clear();
    }

    private boolean isAtEnds() {
        return ends.entrySet().stream().allMatch(end -> index.next(end.getKey()) >= end.getValue());
    }

    private Progress progress() {
        return new Progress(
                ends.keySet().stream()
                        .mapToLong(at -> index.next(at) - begins.getOrDefault(at, 0L))
                        .sum(),
                ends.entrySet().stream()
                        .mapToLong(end -> end.getValue() - begins.getOrDefault(end.getKey(), 0L))
                        .sum(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    /// Something to be done now and then.
    private static final class Beat {

        private final long pause;
        private long last = System.nanoTime();

        Beat(Duration pause) {
            this.pause = pause.toNanos();
        }

        boolean isDue() {
            boolean due = System.nanoTime() - last > pause;
            if (due) {
                last = System.nanoTime();
            }
            return due;
        }
    }
}
