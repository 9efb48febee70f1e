// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks every question once, as soon as it is put, so many at one registry at one time.
final class LookUps implements AutoCloseable {

    private final Registries registries;
    private final int atOnce;
    private final SyncProgress progress;
    private final ConcurrentMap<String, ExecutorService> byHost = new ConcurrentHashMap<>();
    private final ConcurrentMap<Question, Future<Asked>> put = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();

    LookUps(Registries registries, int atOnce, SyncProgress progress) {
        this.registries = registries;
        this.atOnce = atOnce;
        this.progress = progress;
    }

    /// By any thread. Returns at once.
    void put(Question question) {
        put.computeIfAbsent(
                question,
                it ->
                        byHost.computeIfAbsent(it.tag().host(), _ -> asking())
                                .submit(() -> answer(it)));
    }

    /// Waits for what was put until now.
    Map<Question, Asked> answers() throws InterruptedException {
        Map<Question, Asked> answers = new HashMap<>();
        for (var each : put.entrySet()) {
            answers.put(each.getKey(), Parallel.result(each.getValue()));
        }
        return answers;
    }

    @Override
    public void close() {
        byHost.values().forEach(ExecutorService::shutdownNow);
    }

    private ExecutorService asking() {
        return Executors.newFixedThreadPool(atOnce, Parallel.THREADS);
    }

    private Asked answer(Question question) {
        Asked asked = registries.ask(question);
        progress.step("looked up", done.incrementAndGet(), put.size());
        return asked;
    }
}
