// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// A few threads that share the numbers of a range.
public final class Parallel {

    private Parallel() {}

    /// One number's work.
    @FunctionalInterface
    public interface Work {
        void at(int number) throws IOException, InterruptedException;
    }

    /// Makes the work of one thread.
    @FunctionalInterface
    public interface Threads {
        Work open() throws IOException;
    }

    /// Returns when all is done.
    ///
    /// @throws IOException of the first that failed
    public static void run(int threads, int from, int to, Threads work)
            throws IOException, InterruptedException {
        var next = new AtomicInteger(from);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Work each = work.open();
                running.add(
                        executor.submit(() -> {
                            for (int number = next.getAndIncrement();
                                    number < to;
                                    number = next.getAndIncrement()) {
                                each.at(number);
                            }
                            return null;
                        }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed);
        }
    }
}
