// SPDX-License-Identifier: Apache-2.0
package io.pushwire.runtime;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Growing pauses between tries, with jitter, so that what failed together does not return
/// together.
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /// Waits half to all of the present pause, then doubles it up to ten seconds.
    public void pause() throws InterruptedException {
        long most = next.toMillis();
        Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1)));
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
    }
}
