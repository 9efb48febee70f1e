// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import java.util.OptionalLong;
import java.util.TreeSet;

/// The offsets of one partition that are under way, to know up to where all are done.
public final class OffsetTracker {

    private final TreeSet<Long> underWay = new TreeSet<>();
    private long next;
    private long committed;

    /// @param position the first offset that will be read
    public OffsetTracker(long position) {
        this.next = position;
        this.committed = position;
    }

    public synchronized void started(long offset) {
        underWay.add(offset);
        next = offset + 1;
    }

    public synchronized void finished(long offset) {
        underWay.remove(offset);
    }

    /// The offset to commit, if it is further than the last one committed.
    public synchronized OptionalLong committable() {
        long highest = underWay.isEmpty() ? next : underWay.first();
        return highest > committed ? OptionalLong.of(highest) : OptionalLong.empty();
    }

    public synchronized void committed(long offset) {
        committed = offset;
    }

    public synchronized int inFlight() {
        return underWay.size();
    }
}
