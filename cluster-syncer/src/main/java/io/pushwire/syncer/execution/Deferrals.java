// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Tries the workloads again, each by itself, that could not be changed: a [OutcomeKind#Deferred]
/// one after 5 to 10 s, then twice as late each time, up to 5 min; a [OutcomeKind#NotAllowed] one
/// within each minute. Never gives up. It remembers one entry per workload and tag.
public final class Deferrals implements OutcomeFollower {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration WITHOUT_RIGHT = Duration.ofMinutes(1);

    /// For a workload that is gone, or another replica's by now: nobody says so.
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final Map<Debt, Owed> owed = new ConcurrentHashMap<>();
    private final Map<Debt, Duration> wanted = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Consumer<WorkloadRef> revisit;
    private final Timer timer;

    /// @param revisit decides a workload again
    public Deferrals(Consumer<WorkloadRef> revisit, Timer timer) {
        this.revisit = revisit;
        this.timer = timer;
    }

    /// The server named a time (`Retry-After`) before which the workload must not be tried again;
    /// said before its outcome follows.
    ///
    /// @param image the event's tag
    void notBefore(WorkloadRef workload, String image, Duration delay) {
        wanted.put(new Debt(workload, image), delay.compareTo(LONGEST) < 0 ? delay : LONGEST);
    }

    @Override
    public void follow(Outcome outcome) {
        outcome.workload()
                .map(workload -> new Debt(workload, outcome.cause().image()))
                .ifPresent(debt -> follow(debt, outcome));
    }

    private void follow(Debt debt, Outcome outcome) {
        Owed before = owed.get(debt);
        switch (outcome.kind()) {
            case Deferred -> {
                int tries = before == null ? 0 : before.tries() + 1;
                Duration least = wanted.getOrDefault(debt, Duration.ZERO);
                schedule(
                        debt,
                        new Owed(numbers.incrementAndGet(), outcome, tries),
                        longer(least, delay(tries)));
            }
            case NotAllowed ->
                    schedule(
                            debt,
                            new Owed(numbers.incrementAndGet(), outcome, 0),
                            jittered(WITHOUT_RIGHT));
            // What an older event came to says nothing of what the newest one is owed.
            case Stale,
                    Superseded,
                    RolledOut,
                    RolledOutToPartition,
                    AwaitingDelete,
                    RolloutFailed -> {}
            default -> owed.remove(debt);
        }
        wanted.remove(debt);
    }

    /// How many changes wait for another try.
    public int deferred() {
        return (int)
                owed.values().stream()
                        .filter(each -> each.outcome().kind() == OutcomeKind.Deferred)
                        .count();
    }

    /// A right that is missing, as a sentence.
    public Optional<String> missingRight() {
        return owed.values().stream()
                .map(Owed::outcome)
                .filter(outcome -> outcome.kind() == OutcomeKind.NotAllowed)
                .map(Outcome::detail)
                .sorted()
                .findFirst();
    }

    private void schedule(Debt debt, Owed now, Duration delay) {
        owed.put(debt, now);
        timer.after(delay, () -> fire(debt, now));
    }

    /// Unless it was tried in the meantime.
    private void fire(Debt debt, Owed scheduled) {
        if (scheduled.equals(owed.get(debt))) {
            timer.after(
                    FORGOTTEN,
                    () ->
                            owed.computeIfPresent(
                                    debt,
                                    (_, present) -> present.equals(scheduled) ? null : present));
            revisit.accept(debt.workload());
        }
    }

    private static Duration delay(int tries) {
        Duration most = FIRST;
        for (int i = 0; i < tries && most.compareTo(LONGEST) < 0; i++) {
            most = most.multipliedBy(2);
        }
        return jittered(most.compareTo(LONGEST) < 0 ? most : LONGEST);
    }

    private static Duration jittered(Duration most) {
        long millis = most.toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private record Debt(WorkloadRef workload, String image) {}

    private record Owed(long number, Outcome outcome, int tries) {}
}
