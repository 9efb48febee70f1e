// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks every question once, so many at one registry at one time.
final class LookUps {

    private final Registries registries;
    private final int atOnce;
    private final SyncProgress progress;

    LookUps(Registries registries, int atOnce, SyncProgress progress) {
        this.registries = registries;
        this.atOnce = atOnce;
        this.progress = progress;
    }

    Map<Question, Asked> ask(Collection<Question> questions) throws InterruptedException {
        Set<Question> distinct = new LinkedHashSet<>(questions);
        var answers = new ConcurrentHashMap<Question, Asked>();
        var turns = new ConcurrentHashMap<String, Semaphore>();
        var done = new AtomicInteger();
        Parallel.each(
                distinct,
                Math.max(1, distinct.size()),
                question -> {
                    Semaphore turn =
                            turns.computeIfAbsent(
                                    question.tag().host(), _ -> new Semaphore(atOnce, true));
                    turn.acquire();
                    try {
                        answers.put(question, registries.ask(question));
                    } finally {
                        turn.release();
                    }
                    progress.step("looked up", done.incrementAndGet(), distinct.size());
                });
        return answers;
    }
}
