// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import org.HdrHistogram.Histogram;

import java.time.Duration;

/// What one measurement gave.
///
/// @param calls that were answered as they should
/// @param failures answered otherwise, or not at all
/// @param took from the first call to the last answer
/// @param micros how long each good call took
record Measured(long calls, long failures, Duration took, Histogram micros) {

    double perSecond() {
        return calls / (took.toNanos() / 1e9);
    }

    /// In milliseconds, as all of these.
    double p50() {
        return millis(50);
    }

    double p99() {
        return millis(99);
    }

    double p999() {
        return millis(99.9);
    }

    /// Below which the given part of the calls stayed.
    private double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
