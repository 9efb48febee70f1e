// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.cluster.Write;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How long single pushes took, one after the other.
///
/// @param accepted from the push to the sender's answer
/// @param received from the push until the API server had the PATCH
/// @param answered from the push until the API server had answered it
/// @param unwritten pushes that no PATCH came of
record Latencies(Histogram accepted, Histogram received, Histogram answered, int unwritten) {

    private static final long LONGEST_MICROS = 120_000_000;
    private static final int DIGITS = 3;

    static Latencies none() {
        return new Latencies(histogram(), histogram(), histogram(), 0);
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_MICROS, DIGITS);
    }

    /// A PATCH belongs to the last push before it: the next push comes only after it.
    ///
    /// @param sent in their order
    /// @param writes of the one workload that follows the tag
    static Latencies of(List<Sender.Sent> sent, List<Write> writes) {
        var accepted = histogram();
        var received = histogram();
        var answered = histogram();
        int unwritten = 0;
        for (int i = 0; i < sent.size(); i++) {
            Instant begun = sent.get(i).begun();
            Instant end = i + 1 < sent.size() ? sent.get(i + 1).begun() : Instant.MAX;
            Optional<Write> write =
                    writes.stream()
                            .filter(Write::done)
                            .filter(it -> it.received().isAfter(begun))
                            .filter(it -> it.received().isBefore(end))
                            .findFirst();
            accepted.recordValue(micros(begun, sent.get(i).accepted()));
            if (write.isPresent()) {
                received.recordValue(micros(begun, write.get().received()));
                answered.recordValue(micros(begun, write.get().answered()));
            } else {
                unwritten++;
            }
        }
        return new Latencies(accepted, received, answered, unwritten);
    }

    private static long micros(Instant from, Instant to) {
        return Math.min(LONGEST_MICROS, Duration.between(from, to).toNanos() / 1000);
    }

    Latencies and(Latencies others) {
        Latencies all = none();
        for (Latencies each : List.of(this, others)) {
            all.accepted.add(each.accepted);
            all.received.add(each.received);
            all.answered.add(each.answered);
        }
        return new Latencies(
                all.accepted, all.received, all.answered, unwritten + others.unwritten);
    }

    /// Below which the given part stayed; in milliseconds.
    static double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0
                ? Double.NaN
                : micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
