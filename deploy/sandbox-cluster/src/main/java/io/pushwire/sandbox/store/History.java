// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The last changes of one kind, a ring of fixed size. Not thread-safe: [Store] holds its lock
/// around it.
///
/// A watch keeps only its position, so a slow one costs nothing, and learns that it is too slow
/// when its position was overwritten.
final class History {
    private final @Nullable Change[] ring;
    private long first;
    private long next;
    private long forgottenRevision;

    History(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("A history needs room for a change, not " + size);
        }
        ring = new @Nullable Change[size];
    }

    void add(Change change) {
        if (next - first == ring.length) {
            forgetOldest();
        }
        ring[slot(next)] = change;
        next++;
    }

    /// Forgets everything up to now, as a compaction does.
    void forget(long revision) {
        while (first < next) {
            forgetOldest();
        }
        forgottenRevision = revision;
    }

    private void forgetOldest() {
        forgottenRevision = at(first).object().revision();
        ring[slot(first)] = null;
        first++;
    }

    /// The position of the first change after `revision`.
    long positionAfter(long revision) {
        if (revision < forgottenRevision) {
            throw new HistoryExpiredException(revision, forgottenRevision);
        }
        var low = first;
        var high = next;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (at(middle).object().revision() <= revision) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The changes from `position` on, at most `limit` of them.
    List<Change> read(long position, int limit) {
        if (position < first) {
            throw new HistoryExpiredException(position, forgottenRevision);
        }
        var changes = new ArrayList<Change>();
        for (var here = position; here < next && changes.size() < limit; here++) {
            changes.add(at(here));
        }
        return changes;
    }

    boolean hasAfter(long position) {
        return position < next;
    }

    private Change at(long position) {
        return Objects.requireNonNull(ring[slot(position)]);
    }

    private int slot(long position) {
        return (int) (position % ring.length);
    }
}
