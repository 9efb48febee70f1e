// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long it is from one look at a tag to the next.
///
/// @param interval between two looks, on the average
/// @param firstWithin how soon a tag is looked at for the first time, at the latest
/// @param random spreads the looks, so that they make no bursts
public record Rhythm(Duration interval, Duration firstWithin, RandomGenerator random) {

    /// Each refusal doubles the pause, up to this many times the interval.
    private static final int LONGEST = 16;

    private static final double LEAST = 0.9;
    private static final double MOST = 1.1;

    /// Until the first look.
    Duration first() {
        return between(firstWithin, 0, 1);
    }

    /// After a look that the registry answered.
    ///
    /// @param firstLook after a first one the next comes at any time within the interval: else a
    ///   burst at the start would come back in every round
    Duration next(boolean firstLook) {
        return firstLook ? between(interval, 0, 1) : between(interval, LEAST, MOST);
    }

    /// @param refusals how often the registry refused this tag in a row
    Duration afterRefusal(int refusals) {
        return between(interval.multipliedBy(factor(refusals)), LEAST, MOST);
    }

    private static int factor(int refusals) {
        int factor = 1;
        for (int i = 0; i < refusals && factor < LONGEST; i++) {
            factor *= 2;
        }
        return factor;
    }

    private Duration between(Duration span, double least, double most) {
        double part = least + (most - least) * random.nextDouble();
        return Duration.ofMillis((long) (span.toMillis() * part));
    }
}
