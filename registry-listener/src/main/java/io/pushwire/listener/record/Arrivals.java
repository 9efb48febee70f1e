// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import java.time.Duration;

/// Counts how often there was something new to search, for those who wait for it.
public final class Arrivals {

    private long count;

    synchronized void more() {
        count++;
        notifyAll();
    }

    public synchronized long count() {
        return count;
    }

    /// Returns when the count is another than that, or the time is over.
    public synchronized void await(long seen, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (count == seen) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
