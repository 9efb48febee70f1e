// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import java.time.Duration;
import java.util.List;

/// How much is measured.
///
/// @param rounds of all variants; each ratio is the median of so many
/// @param time of each measurement
/// @param warmUp of each variant at the most connections, before the first round
/// @param connections that are tried
record Plan(int rounds, Duration time, Duration warmUp, List<Integer> connections) {

    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);

    Plan {
        if (rounds < 1 || !time.isPositive() || connections.isEmpty()) {
            throw new IllegalArgumentException("nothing is measured");
        }
        connections = List.copyOf(connections);
    }

    static Plan whole() {
        return new Plan(7, Duration.ofSeconds(4), Duration.ofSeconds(15), CONNECTIONS);
    }

    /// About a minute.
    static Plan quick() {
        return new Plan(3, Duration.ofMillis(700), Duration.ofSeconds(3), CONNECTIONS);
    }

    Plan withRounds(int number) {
        return new Plan(number, time, warmUp, connections);
    }

    Plan withTime(Duration each) {
        return new Plan(rounds, each, warmUp, connections);
    }

    /// How long it takes without starts.
    Duration duration() {
        int measurements = rounds * connections.size() * Variant.values().length;
        return time.multipliedBy(measurements).plus(warmUp.multipliedBy(Variant.values().length));
    }
}
