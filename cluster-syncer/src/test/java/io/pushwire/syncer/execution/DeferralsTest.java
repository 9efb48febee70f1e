// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Position;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class DeferralsTest {

    private static final WorkloadRef WEB = new WorkloadRef("Deployment", "prod", "web");
    private static final String IMAGE = "registry.example.com/team/web:1";

    private final List<WorkloadRef> revisited = new ArrayList<>();
    private final List<Delayed> timer = new ArrayList<>();
    private final Deferrals deferrals =
            new Deferrals(revisited::add, (delay, task) -> timer.add(new Delayed(delay, task)));

    @Test
    void isTriedAgainLaterAndLater() {
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            deferrals.follow(outcome(OutcomeKind.Deferred, IMAGE));
            delays.add(fireNext());
        }

        assertThat(revisited).hasSize(10).containsOnly(WEB);
        assertThat(delays)
                .allSatisfy(delay ->
                        assertThat(delay).isBetween(Duration.ofSeconds(5), Duration.ofMinutes(5)));
        assertThat(delays.getFirst()).isLessThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(delays.getLast()).isGreaterThanOrEqualTo(Duration.ofSeconds(150));
        assertThat(deferrals.deferred()).isEqualTo(1);
    }

    @Test
    void isNotTriedAgainOnceItIsWritten() {
        deferrals.follow(outcome(OutcomeKind.Deferred, IMAGE));
        deferrals.follow(outcome(OutcomeKind.Written, IMAGE));
        fireNext();

        assertThat(revisited).isEmpty();
        assertThat(deferrals.deferred()).isZero();
    }

    @Test
    void isStillOwedWhenAnotherTagOfItWasWrittenOrAnOlderEventCameLate() {
        deferrals.follow(outcome(OutcomeKind.Deferred, IMAGE));
        deferrals.follow(outcome(OutcomeKind.Written, "registry.example.com/team/sidecar:1"));
        deferrals.follow(outcome(OutcomeKind.Stale, IMAGE));
        fireNext();

        assertThat(revisited).containsExactly(WEB);
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        deferrals.notBefore(WEB, IMAGE, Duration.ofMinutes(2));
        deferrals.follow(outcome(OutcomeKind.Deferred, IMAGE));

        assertThat(timer.getFirst().delay()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void asksForAMissingRightEachMinuteAndSaysSoMeanwhile() {
        for (int i = 0; i < 5; i++) {
            deferrals.follow(outcome(OutcomeKind.NotAllowed, IMAGE));
            assertThat(deferrals.missingRight()).contains("detail");
            assertThat(fireNext()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
        }
        assertThat(revisited).hasSize(5);

        deferrals.follow(outcome(OutcomeKind.Written, IMAGE));

        assertThat(deferrals.missingRight()).isEmpty();
    }

    @Test
    void forgetsWhatNobodyHasAnOutcomeForAnyMore() {
        deferrals.follow(outcome(OutcomeKind.Deferred, IMAGE));
        fireNext();
        assertThat(deferrals.deferred()).isEqualTo(1);

        // The time to forget it has come.
        timer.getLast().task().run();

        assertThat(deferrals.deferred()).isZero();
    }

    /// Runs the try that was scheduled last.
    private Duration fireNext() {
        Delayed last = timer.getLast();
        last.task().run();
        return last.delay();
    }

    private static Outcome outcome(OutcomeKind kind, String image) {
        return new Outcome(
                "prod",
                kind,
                "detail",
                new Outcome.Cause("e-1", new Position("log", 0, 1), image, Optional.empty()),
                Optional.of(WEB),
                List.of(),
                Instant.EPOCH,
                Optional.empty());
    }

    private record Delayed(Duration delay, Runnable task) {}
}
