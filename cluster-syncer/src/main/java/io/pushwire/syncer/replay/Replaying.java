// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.PositionedEvent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Goes once over a window of the past. Holds one event at a time.
public final class Replaying {

    // To ask how far it is takes a moment.
    private static final int BETWEEN = 100;

    private final Past past;
    private final Hearing hearing;
    private final Judging now;
    private final Progress progress;
    private final BooleanSupplier stop;
    private long events;

    /// @param stop whether to end before the next event
    public Replaying(
            Past past, Hearing hearing, Judging now, Progress progress, BooleanSupplier stop) {
        this.past = past;
        this.hearing = hearing;
        this.now = now;
        this.progress = progress;
        this.stop = stop;
    }

    /// What is known of an event besides what it says.
    @FunctionalInterface
    public interface Hearing {
        PositionedEvent hear(ImageEvent event, Position at);
    }

    /// What would come of an event.
    @FunctionalInterface
    public interface Judging {
        List<Verdict> of(PositionedEvent event) throws InterruptedException;
    }

    /// Told how far it is.
    @FunctionalInterface
    public interface Progress {

        /// @param read records of the log
        /// @param of how many there are
        /// @param at the time of the last one
        void reached(long read, long of, Instant at);
    }

    /// Where it ended.
    ///
    /// @param left where the rest begins; empty if there is none
    /// @param events how many were looked at
    public record Reached(Optional<Bound.Places> left, long events) {}

    /// What came of each event, beside what would come of it now.
    public Reached compare(Consumer<Entry> entries) throws InterruptedException {
        return each(event -> Row.of(event, past.outcomes(), verdicts(now, event)).forEach(entries));
    }

    /// Where another configuration would have ended an event differently.
    public Reached shadow(Judging other, Consumer<Entry> entries) throws InterruptedException {
        return each(event ->
                Entry.Difference.of(event, verdicts(now, event), verdicts(other, event))
                        .forEach(entries));
    }

    /// What would have to be written to follow the events now.
    public Plan plan() throws InterruptedException {
        var plan = new Plan();
        each(event -> {
            List<Verdict> verdicts = verdicts(now, event);
            if (event.event().isPresent()) {
                plan.consider(heard(event, event.event().get()), verdicts);
            }
        });
        return plan;
    }

    private Reached each(Work work) throws InterruptedException {
        Optional<PastEvent> next = past.next(stop);
        while (next.isPresent()) {
            work.on(next.get());
            events++;
            if (events % BETWEEN == 1) {
                progress.reached(past.read(), past.length(), next.get().at());
            }
            next = past.next(stop);
        }
        return new Reached(
                Optional.of(past.left()).filter(left -> !left.offsets().isEmpty()), events);
    }

    private List<Verdict> verdicts(Judging by, PastEvent event) throws InterruptedException {
        return event.event().isPresent()
                ? by.of(heard(event, event.event().get()))
                : List.of(Verdict.clusterWide(OutcomeKind.Unreadable, event.problem()));
    }

    private PositionedEvent heard(PastEvent event, ImageEvent said) {
        return hearing.hear(said, event.position());
    }

    private interface Work {
        void on(PastEvent event) throws InterruptedException;
    }
}
