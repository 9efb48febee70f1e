// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C, or SIGTERM: what is under way may end, and say where it was left.
final class Interruption implements AutoCloseable {

    /// As a shell says it of a program that SIGINT ended.
    static final int EXIT_CODE = 130;

    private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);
    private static final long PATIENCE_S = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("interruption").unstarted(this::stop);
    private final PrintWriter err;
    private volatile boolean asked;

    private Interruption(PrintWriter err) {
        this.err = err;
    }

    /// Until closed.
    ///
    /// @param err where it is said that it was heard
    static Interruption watch(PrintWriter err) {
        var watching = new Interruption(err);
        Runtime.getRuntime().addShutdownHook(watching.hook);
        return watching;
    }

    boolean asked() {
        return asked;
    }

    private void stop() {
        asked = true;
        err.println("stopping");
        err.flush();
        try {
            if (!ended.await(PATIENCE_S, TimeUnit.SECONDS)) {
                LOG.warn("ends in the middle of it: it did not stop within {} s", PATIENCE_S);
            }
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ends) {
            LOG.debug("the program is being ended", ends);
        }
    }
}
