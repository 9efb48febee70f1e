// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// The records of one assigned partition that are being handled: in order for each key, side by
/// side for different keys, each on a virtual thread.
public final class PartitionWork {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionWork.class);

    private final OffsetTracker offsets;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Queue<Work>> waitingByKey = new HashMap<>();

    /// @param position the first offset that will be read
    public PartitionWork(long position) {
        this.offsets = new OffsetTracker(position);
    }

    /// @param handling returns when the record is done; an interrupt leaves it undone
    public void start(String key, long offset, Handling handling) {
        offsets.started(offset);
        start(key, new Work(OptionalLong.of(offset), handling));
    }

    /// Work that no record asked for, in turn with those of its key. Nothing happens after the
    /// partition was given away.
    ///
    /// @param handling as for a record
    public void start(String key, Handling handling) {
        try {
            start(key, new Work(OptionalLong.empty(), handling));
        } catch (RejectedExecutionException givenAway) {
            LOG.debug("{} is not looked at again: the partition was given away", key);
        }
    }

    private void start(String key, Work work) {
        synchronized (waitingByKey) {
            Queue<Work> waiting = waitingByKey.get(key);
            if (waiting != null) {
                waiting.add(work);
                return;
            }
            waitingByKey.put(key, new ArrayDeque<>());
        }
        threads.execute(() -> handleInOrder(key, work));
    }

    public OptionalLong committable() {
        return offsets.committable();
    }

    public void committed(long offset) {
        offsets.committed(offset);
    }

    public int inFlight() {
        return offsets.inFlight();
    }

    /// Lets what is under way come to its end for a while; what does not is interrupted and will be
    /// handled again by the partition's next owner.
    public void finish(Duration patience) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }

    /// Interrupts everything.
    public void abandon() {
        threads.shutdownNow();
    }

    private void handleInOrder(String key, Work first) {
        @Nullable Work work = first;
        while (work != null) {
            try {
                work.handling().handle();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
            work.offset().ifPresent(offsets::finished);
            synchronized (waitingByKey) {
                Queue<Work> waiting = waitingByKey.get(key);
                work = waiting == null ? null : waiting.poll();
                if (work == null) {
                    waitingByKey.remove(key);
                }
            }
        }
    }

    /// @param offset of the record, if one asked for it
    private record Work(OptionalLong offset, Handling handling) {}

    /// What is to be done for one record; it does not throw for a reason of its own.
    public interface Handling {
        void handle() throws InterruptedException;
    }
}
