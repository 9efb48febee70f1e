// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import java.util.OptionalLong;
import java.util.TreeSet;

/// The offsets of one partition that are under way, to know up to where all are done.
final class OffsetTracker {

    private final TreeSet<Long> underWay = new TreeSet<>();
    private long next;
    private long committed;

    /// @param position the first offset that will be read
    OffsetTracker(long position) {
        this.next = position;
        this.committed = position;
    }

    synchronized void started(long offset) {
        underWay.add(offset);
        next = offset + 1;
    }

    synchronized void finished(long offset) {
        underWay.remove(offset);
    }

    /// The offset to commit, if it is further than the last one committed.
    synchronized OptionalLong committable() {
        long highest = underWay.isEmpty() ? next : underWay.first();
        return highest > committed ? OptionalLong.of(highest) : OptionalLong.empty();
    }

    synchronized void committed(long offset) {
        committed = offset;
    }

    synchronized int inFlight() {
        return underWay.size();
    }
}
