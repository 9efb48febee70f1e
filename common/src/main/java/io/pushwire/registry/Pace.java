// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import io.github.bucket4j.Bucket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How much one registry is asked: so many at a time, so many a second, and nothing while it wants
/// to be left alone.
final class Pace {

    private final RegistrySettings settings;
    private final Clock clock;
    private final Semaphore turns;
    private final Bucket requests;
    private volatile Instant closedUntil = Instant.MIN;

    Pace(RegistrySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.turns = new Semaphore(settings.limits().concurrent(), true);
        int rate = settings.limits().requestsPerSecond();
        this.requests =
                Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(rate).refillGreedy(rate, Duration.ofSeconds(1)))
                        .build();
    }

    /// Waits for a turn, to be given back by [#leave()].
    void enter(Deadline deadline) throws NoAnswer, InterruptedException {
        refuseWhileClosed();
        if (!turns.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
            throw NoAnswer.unavailable(
                    "Tried to ask %s but it was busy with %d other look-ups for %s"
                            .formatted(
                                    settings.host(),
                                    settings.limits().concurrent(),
                                    deadline.whole()));
        }
    }

    void leave() {
        turns.release();
    }

    /// Waits until one more request may be sent.
    void request(Deadline deadline) throws NoAnswer, InterruptedException {
        refuseWhileClosed();
        if (!requests.asBlocking().tryConsume(1, Duration.ofNanos(deadline.nanosLeft()))) {
            throw NoAnswer.unavailable(
                    "Tried to ask %s but the rate of %d requests per second is used up"
                            .formatted(settings.host(), settings.limits().requestsPerSecond()));
        }
    }

    void closeFor(Duration pause) {
        closedUntil = clock.instant().plus(pause);
    }

    private void refuseWhileClosed() throws NoAnswer {
        Duration left = Duration.between(clock.instant(), closedUntil);
        if (left.isPositive()) {
            throw NoAnswer.tooManyRequests(left);
        }
    }
}
