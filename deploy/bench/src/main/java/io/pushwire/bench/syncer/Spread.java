// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.cluster.Write;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Many workloads written at once.
///
/// @param wanted how many should have been
/// @param done how many were
/// @param refused PATCHes that were not taken, and had to be made again
/// @param firstReceived from the beginning until the API server had the first PATCH
/// @param lastReceived until it had the last one
/// @param lastAnswered until it had answered the last one
record Spread(
        int wanted,
        int done,
        int refused,
        Duration firstReceived,
        Duration lastReceived,
        Duration lastAnswered) {

    static Spread of(int wanted, Instant begun, List<Write> writes) {
        List<Write> done = writes.stream().filter(Write::done).toList();
        Comparator<Write> byReceived = Comparator.comparing(Write::received);
        return new Spread(
                wanted,
                (int) done.stream().map(Write::workload).distinct().count(),
                writes.size() - done.size(),
                since(begun, done.stream().min(byReceived).map(Write::received).orElse(begun)),
                since(begun, done.stream().max(byReceived).map(Write::received).orElse(begun)),
                since(
                        begun,
                        done.stream()
                                .map(Write::answered)
                                .max(Comparator.naturalOrder())
                                .orElse(begun)));
    }

    private static Duration since(Instant begun, Instant time) {
        return Duration.between(begun, time);
    }

    /// From the very beginning to the last answer.
    double perSecond() {
        return done / seconds(lastAnswered);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
