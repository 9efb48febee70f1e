// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import io.pushwire.listener.redelivery.Archive.Progress;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/// One line that is written over again, on terminals only.
final class ProgressLine implements AutoCloseable {

    private static final long FEW = 1000;
    private static final long PAUSE_NANOS = 200_000_000;
    private static final long ESTIMATE_NANOS = 2_000_000_000;

    private final PrintWriter err;
    private final boolean terminal;
    private final long begun = System.nanoTime();
    private long last = begun;
    private long first = -1;
    private boolean written;

    ProgressLine(PrintWriter err) {
        this.err = err;
        this.terminal = terminal().isPresent();
    }

    /// Where a person can be asked and shown things; empty in scripts.
    static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    void show(Progress progress) {
        show(progress.read(), progress.all());
    }

    /// Says how long it will take, once that can be told.
    ///
    /// @param done of all, what an earlier start did included
    void show(long done, long all) {
        long now = System.nanoTime();
        if (first < 0) {
            first = done;
        }
        if (terminal && all > FEW && now - last > PAUSE_NANOS) {
            err.printf("\rreading %d of %d%s\033[K", done, all, left(done, all, now - begun));
            err.flush();
            last = now;
            written = true;
        }
    }

    private String left(long done, long all, long nanos) {
        if (nanos < ESTIMATE_NANOS || done == first) {
            return "";
        }
        double seconds = nanos / 1e9 / (done - first) * (all - done);
        return seconds < 90
                ? ", about %.0f s left".formatted(seconds)
                : ", about %.0f min left".formatted(seconds / 60);
    }

    @Override
    public void close() {
        if (written) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
