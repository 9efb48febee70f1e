// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import java.time.Duration;
import java.util.function.LongSupplier;

/// When the next write may begin: evenly spread, and at once after a rest.
final class Pace {

    private final long nanosBetween;
    private final LongSupplier nanoTime;
    private long next;

    /// @param perSecond 0 for any number
    /// @param nanoTime a clock that only goes forward
    Pace(int perSecond, LongSupplier nanoTime) {
        this.nanosBetween = perSecond == 0 ? 0 : Duration.ofSeconds(1).toNanos() / perSecond;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /// Takes the next place.
    ///
    /// @return how long it is until then
    synchronized Duration take() {
        long now = nanoTime.getAsLong();
        long at = Math.max(now, next);
        next = at + nanosBetween;
        return Duration.ofNanos(at - now);
    }
}
