// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.journal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;

/// The last writes, oldest first; when there are too many the oldest are dropped and counted.
public final class Journal {
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final int size;
    private long written;
    private long dropped;

    /// @param size how many entries are kept
    public Journal(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("The journal's size must not be negative: " + size);
        }
        this.size = size;
    }

    /// The number in `entry` is replaced by the next one.
    public synchronized void add(Entry entry) {
        entries.add(entry.numbered(++written));
        if (entries.size() > size) {
            entries.remove();
            dropped++;
        }
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    public List<Entry> entries(Predicate<Entry> wanted) {
        return entries().stream().filter(wanted).toList();
    }

    public long count(Predicate<Entry> wanted) {
        return entries().stream().filter(wanted).count();
    }

    /// How many entries are no longer here.
    public synchronized long dropped() {
        return dropped;
    }

    /// Forgets the entries; numbers go on.
    public synchronized void clear() {
        entries.clear();
        dropped = 0;
    }
}
