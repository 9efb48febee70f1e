// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Does many things at once, on virtual threads.
public final class Parallel {

    private Parallel() {}

    public interface Work<T> {
        void on(T item) throws InterruptedException;
    }

    /// Returns when all are done; a failure of one is thrown after that.
    ///
    /// @param atOnce how many of them at one time
    public static <T> void each(Collection<T> items, int atOnce, Work<T> work)
            throws InterruptedException {
        var turns = new Semaphore(atOnce);
        List<Callable<Object>> calls = new ArrayList<>();
        for (T item : items) {
            calls.add(() -> {
                turns.acquire();
                try {
                    work.on(item);
                    return calls;
                } finally {
                    turns.release();
                }
            });
        }
        all(calls);
    }

    /// The results, in the order of the calls.
    public static <T> List<T> all(Collection<Callable<T>> calls) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
