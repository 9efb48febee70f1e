// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.syncer.sync.SyncProgress;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/// How far a command is, on one line of a terminal; nothing where there is none.
final class ProgressLine implements SyncProgress {

    // https://en.wikipedia.org/wiki/ANSI_escape_code#CSIsection: erase the line.
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean shown;

    private ProgressLine(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    static ProgressLine on(PrintWriter err) {
        return new ProgressLine(
                err, Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false));
    }

    @Override
    public synchronized void step(String what, int done, int of) {
        if (shown) {
            err.print(CLEAR + "[%d/%d] %s".formatted(done, of, what));
            err.flush();
        }
    }

    synchronized void end() {
        if (shown) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
