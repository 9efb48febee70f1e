// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Does many things at once, each on a thread of its own. They are the system's: a JVM whose
/// virtual threads have waited for a connection takes 0.3 s to end.
public final class Parallel {

    /// For whoever asks the network.
    static final ThreadFactory THREADS = Thread.ofPlatform().daemon().name("sync-", 1).factory();

    private Parallel() {}

    public interface Work<T> {
        void on(T item) throws InterruptedException;
    }

    public interface Mapping<T, R> {
        R of(T item) throws InterruptedException;
    }

    /// Returns when all are done; a failure of one is thrown after that.
    ///
    /// @param atOnce how many of them at one time
    public static <T> void each(Collection<T> items, int atOnce, Work<T> work)
            throws InterruptedException {
        map(
                items,
                atOnce,
                item -> {
                    work.on(item);
                    return item;
                });
    }

    /// The results, in the order of the items. Each thread takes the next item when it is done with
    /// one, so that there are no more threads than have something to do.
    ///
    /// @param atOnce how many of them at one time
    public static <T, R> List<R> map(Collection<T> items, int atOnce, Mapping<T, R> work)
            throws InterruptedException {
        List<T> all = List.copyOf(items);
        var results = new ConcurrentHashMap<Integer, R>();
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        var next = new AtomicInteger();
        Callable<Object> worker =
                () -> {
                    for (int at = next.getAndIncrement();
                            at < all.size();
                            at = next.getAndIncrement()) {
                        try {
                            results.put(at, work.of(all.get(at)));
                        } catch (RuntimeException failed) {
                            failures.add(failed);
                        }
                    }
                    return results;
                };
        all(Collections.nCopies(Math.min(atOnce, all.size()), worker));
        if (!failures.isEmpty()) {
            throw failures.element();
        }
        return IntStream.range(0, all.size()).mapToObj(results::get).toList();
    }

    /// The results, in the order of the calls.
    public static <T> List<T> all(Collection<Callable<T>> calls) throws InterruptedException {
        try (var threads = Executors.newThreadPerTaskExecutor(THREADS)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result(result));
            }
            return results;
        }
    }

    /// Waits for it. What it failed with is thrown as it was, if it is unchecked.
    public static <T> T result(Future<T> of) throws InterruptedException {
        try {
            return of.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
