// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import static io.pushwire.syncer.replay.PastExample.API;
import static io.pushwire.syncer.replay.PastExample.NOON;
import static io.pushwire.syncer.replay.PastExample.WEB;
import static io.pushwire.syncer.replay.PastExample.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.replay.OutcomeJoin.Unread;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

class OutcomeJoinTest {

    private final Queue<Unread> recorded = new ArrayDeque<>();
    private final AtomicInteger decoded = new AtomicInteger();
    private final OutcomeJoin join = new OutcomeJoin(() -> Optional.ofNullable(recorded.poll()));

    @Test
    void findsWhatStandsBetweenOthers() {
        record(1, WEB, OutcomeKind.Written, NOON);
        record(2, WEB, OutcomeKind.Unused, NOON.plusSeconds(1));
        record(1, API, OutcomeKind.SameDigest, NOON.plusSeconds(1));
        record(1, WEB, OutcomeKind.RolledOut, NOON.plusSeconds(40));

        assertThat(join.of(1))
                .extracting(Outcome::kind)
                .containsExactly(
                        OutcomeKind.Written, OutcomeKind.SameDigest, OutcomeKind.RolledOut);
        assertThat(join.of(2)).extracting(Outcome::kind).containsExactly(OutcomeKind.Unused);
        assertThat(join.of(3)).isEmpty();
    }

    @Test
    void readsOnlyAsFarAsItMust() {
        record(1, WEB, OutcomeKind.SameDigest, NOON);
        record(2, WEB, OutcomeKind.SameDigest, NOON.plusSeconds(6));
        record(3, WEB, OutcomeKind.SameDigest, NOON.plusSeconds(7));

        assertThat(join.of(1)).hasSize(1);
        assertThat(recorded).hasSize(1);
    }

    @Test
    void waitsAnHourForTheEndOfARollout() {
        record(1, WEB, OutcomeKind.Written, NOON);
        record(2, WEB, OutcomeKind.SameDigest, NOON.plus(Duration.ofMinutes(59)));
        record(1, WEB, OutcomeKind.RolledOut, NOON.plus(Duration.ofMinutes(59)));
        record(3, WEB, OutcomeKind.SameDigest, NOON.plus(Duration.ofMinutes(61)));
        record(4, WEB, OutcomeKind.SameDigest, NOON.plus(Duration.ofMinutes(62)));

        assertThat(join.of(1)).hasSize(2);
        assertThat(recorded).isNotEmpty();
    }

    @Test
    void knowsThatNothingIsRecordedOnceTheSyncerWasFarBehindIt() {
        record(5000, WEB, OutcomeKind.SameDigest, NOON);
        record(5001, WEB, OutcomeKind.SameDigest, NOON);

        assertThat(join.of(1)).isEmpty();
        assertThat(recorded).hasSize(1);
        assertThat(join.of(5000)).hasSize(1);
    }

    @Test
    void passesOverWhatIsNotWantedWithoutReadingIt() {
        record(1, WEB, OutcomeKind.Written, NOON);
        for (int i = 0; i < 100; i++) {
            Outcome other = outcome(2 + i, WEB, OutcomeKind.SameDigest, NOON.plusSeconds(i));
            recorded.add(
                    new Unread(
                            NOON.plusSeconds(i),
                            false,
                            () -> {
                                decoded.incrementAndGet();
                                return Optional.of(other);
                            }));
        }

        assertThat(join.of(1)).hasSize(1);
        assertThat(decoded).hasValue(0);
    }

    private void record(long offset, WorkloadRef workload, OutcomeKind kind, Instant at) {
        Outcome outcome = outcome(offset, workload, kind, at);
        recorded.add(new Unread(at, true, () -> Optional.of(outcome)));
    }
}
