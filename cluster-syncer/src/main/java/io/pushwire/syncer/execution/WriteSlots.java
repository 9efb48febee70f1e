// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/// The writes that may be under way at once, shared between tags: free slots go to the waiting tags
/// in turn, and no tag holds more than three quarters of them, so that a push that a thousand
/// workloads use leaves room for one that a single workload uses.
public final class WriteSlots {

    private final int most;
    private final int mostOfATag;
    private final Pace pace;
    private final Map<String, Integer> held = new HashMap<>();
    private final Map<String, Queue<CountDownLatch>> waiting = new LinkedHashMap<>();
    private int free;

    /// @param slots how many writes at once; at least 1
    /// @param perSecond how many writes may begin in a second; 0 for any number
    /// @param nanoTime a clock that only goes forward
    public WriteSlots(int slots, int perSecond, LongSupplier nanoTime) {
        // Slots that wait for the rate hold up the other tags: no more than a second's worth.
        this.most = perSecond == 0 ? slots : Math.min(slots, perSecond + 1);
        this.mostOfATag = Math.max(1, most - most / 4);
        this.pace = new Pace(perSecond, nanoTime);
        this.free = most;
    }

    /// Waits for a slot and for the rate; the slot is given back when it is closed.
    ///
    /// @param tag whose event it is
    public Slot acquire(String tag) throws InterruptedException {
        enter(tag);
        var slot = new Slot(tag);
        try {
            Thread.sleep(pace.take());
            return slot;
        } catch (InterruptedException stopping) {
            slot.close();
            throw stopping;
        }
    }

    /// How many writes are under way.
    public synchronized int held() {
        return most - free;
    }

    /// How many wait for a slot.
    public synchronized int waiting() {
        return waiting.values().stream().mapToInt(Queue::size).sum();
    }

    private void enter(String tag) throws InterruptedException {
        CountDownLatch turn = queue(tag);
        try {
            turn.await();
        } catch (InterruptedException stopping) {
            leave(tag, turn);
            throw stopping;
        }
    }

    private synchronized CountDownLatch queue(String tag) {
        var turn = new CountDownLatch(1);
        waiting.computeIfAbsent(tag, _ -> new ArrayDeque<>()).add(turn);
        grant();
        return turn;
    }

    /// It does not wait any more; its turn may have come in the same moment.
    private synchronized void leave(String tag, CountDownLatch turn) {
        Queue<CountDownLatch> queue = waiting.get(tag);
        if (queue == null || !queue.remove(turn)) {
            release(tag);
        } else if (queue.isEmpty()) {
            waiting.remove(tag);
        }
    }

    private synchronized void release(String tag) {
        held.computeIfPresent(tag, (_, count) -> count == 1 ? null : count - 1);
        free++;
        grant();
    }

    /// The tag that got a slot goes to the end of the row.
    private void grant() {
        while (free > 0) {
            String next = null;
            for (String tag : waiting.keySet()) {
                if (held.getOrDefault(tag, 0) < mostOfATag) {
                    next = tag;
                    break;
                }
            }
            if (next == null) {
                return;
            }
            Queue<CountDownLatch> queue = waiting.remove(next);
            if (queue == null) {
                return;
            }
            CountDownLatch turn = queue.remove();
            if (!queue.isEmpty()) {
                waiting.put(next, queue);
            }
            free--;
            held.merge(next, 1, Integer::sum);
            turn.countDown();
        }
    }

    /// One write that is under way.
    public final class Slot implements AutoCloseable {

        private final String tag;
        private boolean closed;

        private Slot(String tag) {
            this.tag = tag;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                release(tag);
            }
        }
    }
}
