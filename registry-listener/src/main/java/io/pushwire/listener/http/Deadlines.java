// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Ends reads that block for too long, and does what must wait a little.
@Singleton
final class Deadlines {

    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("body-deadlines").factory());

    Deadlines() {
        clock.setRemoveOnCancelPolicy(true);
    }

    /// Interrupts this thread then, unless it was closed before.
    Deadline in(Duration time) {
        var deadline = new Deadline();
        deadline.alarm = clock.schedule(deadline::ring, time.toNanos(), TimeUnit.NANOSECONDS);
        return deadline;
    }

    void later(Duration time, Runnable task) {
        var _ = clock.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @PreDestroy
    void close() {
        clock.shutdownNow();
    }

    /// To be closed by the thread that began it.
    static final class Deadline implements AutoCloseable {

        private final Thread reader = Thread.currentThread();
        private @Nullable Future<?> alarm;
        private boolean over;
        private boolean passed;

        private synchronized void ring() {
            if (!over) {
                passed = true;
                reader.interrupt();
            }
        }

        synchronized boolean hasPassed() {
            return passed;
        }

        /// No interrupt comes after this, and one that came is forgotten.
        @Override
        public synchronized void close() {
            over = true;
            if (alarm != null) {
                alarm.cancel(false);
            }
            if (passed) {
                Thread.interrupted();
            }
        }
    }
}
