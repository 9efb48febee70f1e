// SPDX-License-Identifier: Apache-2.0
package io.pushwire.inventory;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What Pushwire wrote to a workload for a tag.
///
/// @param digest which it rolled to
/// @param position of the event that made it
/// @param pinned whether the digest was put on the image; else its pods were replaced
/// @param times when it wrote just this, the last few times, oldest first
public record Wrote(Digest digest, Position position, boolean pinned, List<Instant> times) {

    private static final int TIMES_KEPT = 3;

    public Wrote {
        times = List.copyOf(times);
    }

    /// After one more write.
    public Wrote then(Wrote next) {
        if (!digest.equals(next.digest) || pinned != next.pinned) {
            return next;
        }
        var all = new ArrayList<>(times);
        next.times.stream().filter(time -> !times.contains(time)).forEach(all::add);
        return new Wrote(
                digest,
                next.position,
                pinned,
                all.subList(Math.max(0, all.size() - TIMES_KEPT), all.size()));
    }

    /// How often it was written in the time before.
    public long timesWithin(Duration span, Instant now) {
        return times.stream().filter(time -> time.isAfter(now.minus(span))).count();
    }
}
