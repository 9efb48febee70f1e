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

    private final PrintWriter err;
    private final boolean terminal;
    private long last = System.nanoTime();
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
        long now = System.nanoTime();
        if (terminal && progress.all() > FEW && now - last > PAUSE_NANOS) {
            err.printf("\rreading %d of %d", progress.read(), progress.all());
            err.flush();
            last = now;
            written = true;
        }
    }

    @Override
    public void close() {
        if (written) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
