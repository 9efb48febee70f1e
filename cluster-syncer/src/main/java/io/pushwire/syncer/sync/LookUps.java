// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

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
        Map<String, List<Question>> byHost =
                distinct.stream().collect(Collectors.groupingBy(it -> it.tag().host()));
        var answers = new ConcurrentHashMap<Question, Asked>();
        var done = new AtomicInteger();
        Parallel.each(
                byHost.values(),
                byHost.size(),
                ofHost ->
                        Parallel.each(
                                ofHost,
                                atOnce,
                                question -> {
                                    answers.put(question, registries.ask(question));
                                    progress.step(
                                            "looked up", done.incrementAndGet(), distinct.size());
                                }));
        return answers;
    }
}
