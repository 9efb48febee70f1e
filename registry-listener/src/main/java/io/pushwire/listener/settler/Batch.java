// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.settler;

import java.time.Instant;
import java.util.List;

/// Events of one tag that one look-up answers, the oldest first.
///
/// @param asOf the last offset of the partition that the answer can know of: the last one that was
///   read, but none behind an event of this tag whose effect the registry may not show yet
record Batch(List<Waiting> events, long asOf) {

    Batch {
        events = List.copyOf(events);
    }

    /// @param queue all unsettled events of the tag, the oldest first
    /// @param lastRead the last offset that was read of the partition
    static Batch due(List<Waiting> queue, long lastRead, Instant now) {
        int count = 0;
        while (count < queue.size() && !queue.get(count).due().isAfter(now)) {
            count++;
        }
        return new Batch(
                queue.subList(0, count),
                count == queue.size() ? lastRead : queue.get(count).at().offset() - 1);
    }

    boolean needsAnswer() {
        return events.stream().anyMatch(Waiting::isQuestion);
    }

    Batch first(int count) {
        return new Batch(events.subList(0, count), events.get(count - 1).at().offset());
    }
}
