// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.syncer.replay.Replaying;

import java.time.Duration;
import java.time.Instant;

/// How far a replay is, by the records of the log, and how long the rest may take.
///
/// @param line where it is said
/// @param begun by [System#nanoTime]
record ReplayProgress(ProgressLine line, long begun) implements Replaying.Progress {

    static ReplayProgress on(ProgressLine line) {
        return new ReplayProgress(line, System.nanoTime());
    }

    @Override
    public void reached(long read, long of, Instant at) {
        line.step("records, at " + at + left(read, of), count(read), count(of));
    }

    private String left(long read, long of) {
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        if (read == 0 || taken.toSeconds() == 0) {
            return "";
        }
        double rest = (double) (of - read) / read;
        return ", about %d s left".formatted(Math.round(taken.toSeconds() * rest));
    }

    private static int count(long records) {
        return (int) Math.min(records, Integer.MAX_VALUE);
    }
}
