// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How often a rollout is looked at: often at first, then ever more rarely.
///
/// @param first pause
/// @param longest pause while it goes on
/// @param afterwards pause once its state was told
public record Pace(Duration first, Duration longest, Duration afterwards) {

    public static final Pace USUAL =
            new Pace(Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofMinutes(1));

    private static final double GROWTH = 1.5;
    private static final double JITTER = 0.2;

    /// @param looks how often it was looked at already
    Duration pause(int looks) {
        double millis = (double) first.toMillis() * Math.pow(GROWTH, Math.min(looks, 60));
        return jittered(Math.min(millis, (double) longest.toMillis()));
    }

    Duration afterwardsPause() {
        return jittered((double) afterwards.toMillis());
    }

    /// What was written together is not read together.
    private static Duration jittered(double millis) {
        double factor = ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER);
        return Duration.ofMillis(Math.round(millis * factor));
    }
}
