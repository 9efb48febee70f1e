// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// So many senders, each of which sends again when it has its answer: what registries do, whose
/// queues wait for the answer. So the rate is what comes out, and a slow answer slows its sender.
record ClosedLoop(int senders, Duration time) {

    // Longer than any listener waits for Kafka.
    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;
    private static final int MOST_FAILURES = 1000;

    /// @throws IOException if not every sender could be opened
    Measured run(Call.Factory factory, AtomicLong numbers)
            throws IOException, InterruptedException {
        var calls = new ArrayList<Call>();
        try {
            for (int i = 0; i < senders; i++) {
                calls.add(factory.open());
            }
            return run(calls, numbers);
        } finally {
            for (Call call : calls) {
                call.close();
            }
        }
    }

    private Measured run(List<Call> calls, AtomicLong numbers) throws InterruptedException {
        var go = new CountDownLatch(1);
        var senders = calls.stream().map(call -> new Sender(call, numbers, go, time)).toList();
        List<Thread> threads = senders.stream().map(Thread::startVirtualThread).toList();
        long begun = System.nanoTime();
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        var took = Duration.ofNanos(System.nanoTime() - begun);
        var all = new Histogram(LONGEST_MICROS, DIGITS);
        long failures = 0;
        for (Sender sender : senders) {
            all.add(sender.micros);
            failures += sender.failures;
        }
        return new Measured(all.getTotalCount(), failures, took, all);
    }

    /// One thread's part; read after it has ended.
    private static final class Sender implements Runnable {

        private final Call call;
        private final AtomicLong numbers;
        private final CountDownLatch go;
        private final Duration time;
        private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
        private long failures;

        Sender(Call call, AtomicLong numbers, CountDownLatch go, Duration time) {
            this.call = call;
            this.numbers = numbers;
            this.go = go;
            this.time = time;
        }

        @Override
        public void run() {
            try {
                go.await();
                long end = System.nanoTime() + time.toNanos();
                while (System.nanoTime() < end && failures < MOST_FAILURES) {
                    once();
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }

        private void once() throws InterruptedException {
            long begun = System.nanoTime();
            boolean good;
            try {
                good = call.make(numbers.getAndIncrement());
            } catch (IOException broken) {
                good = false;
            }
            if (good) {
                micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - begun) / 1000));
            } else {
                failures++;
            }
        }
    }
}
