// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// One watch's place in the history of a kind. Used by one thread.
public final class Cursor {
    private static final int AT_ONCE = 256;

    private final ReentrantLock lock;
    private final Kept kept;
    private final LongSupplier revision;
    private long position;

    Cursor(ReentrantLock lock, Kept kept, long position, LongSupplier revision) {
        this.lock = lock;
        this.kept = kept;
        this.position = position;
        this.revision = revision;
    }

    /// What happened since the last call, and the revision up to which that is everything.
    ///
    /// @param changes empty when the time was over first
    public record Batch(List<Change> changes, long revision) {
        public Batch {
            changes = List.copyOf(changes);
        }
    }

    /// Waits for the next changes, at most so long; throws [HistoryExpiredException] when they were
    /// forgotten before they were read.
    public Batch await(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = nanos;
            while (!kept.history.hasAfter(position) && left > 0) {
                left = kept.changed.awaitNanos(left);
            }
            var changes = kept.history.read(position, AT_ONCE);
            position += changes.size();
            var complete = !kept.history.hasAfter(position);
            return new Batch(
                    changes,
                    complete ? revision.getAsLong() : changes.getLast().object().revision());
        } finally {
            lock.unlock();
        }
    }
}
