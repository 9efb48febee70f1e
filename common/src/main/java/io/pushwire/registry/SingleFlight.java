// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// One question under way per key: who comes later shares its answer.
///
/// The question has a thread of its own, so that an asker who is interrupted does not take the
/// answer away from the others.
final class SingleFlight<K, V> {

    private final ConcurrentMap<K, CompletableFuture<V>> flying = new ConcurrentHashMap<>();

    V join(K key, Supplier<V> question) throws InterruptedException {
        var mine = new CompletableFuture<V>();
        CompletableFuture<V> earlier = flying.putIfAbsent(key, mine);
        if (earlier != null) {
            return answer(earlier);
        }
        Thread.ofVirtual().name("digest-lookup").start(() -> fly(key, mine, question));
        return answer(mine);
    }

    private void fly(K key, CompletableFuture<V> flight, Supplier<V> question) {
        try {
            V answer = question.get();
            // First, so that nobody joins a question that is already answered.
            flying.remove(key, flight);
            flight.complete(answer);
        } catch (RuntimeException | Error bug) {
            flying.remove(key, flight);
            flight.completeExceptionally(bug);
        }
    }

    private static <V> V answer(CompletableFuture<V> flight) throws InterruptedException {
        try {
            return flight.get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("look-up failed", bug.getCause());
        }
    }
}
