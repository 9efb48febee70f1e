// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import static io.pushwire.syncer.replay.PastExample.API;
import static io.pushwire.syncer.replay.PastExample.WEB;
import static io.pushwire.syncer.replay.PastExample.event;
import static io.pushwire.syncer.replay.PastExample.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.PositionedEvent;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class PlanTest {

    private final Plan plan = new Plan();

    @Test
    void keepsTheLastEventOfATagThatWrites() {
        plan.consider(positioned(1), List.of(verdict(WEB, OutcomeKind.Written)));
        plan.consider(
                positioned(2),
                List.of(verdict(WEB, OutcomeKind.Written), verdict(API, OutcomeKind.PinnedByUser)));
        plan.consider(positioned(3), List.of(verdict(WEB, OutcomeKind.Superseded)));

        assertThat(plan.events())
                .singleElement()
                .matches(planned -> planned.event().position().offset() == 2);
        assertThat(plan.writes()).isEqualTo(1);
        assertThat(plan.counts())
                .isEqualTo(Map.of(OutcomeKind.Written, 1, OutcomeKind.PinnedByUser, 1));
    }

    @Test
    void isEmptyWhereNothingWouldBeWritten() {
        plan.consider(positioned(1), List.of(verdict(WEB, OutcomeKind.SameDigest)));

        assertThat(plan.events()).isEmpty();
        assertThat(plan.writes()).isZero();
    }

    private static PositionedEvent positioned(long offset) {
        PastEvent event = event(offset);
        return new PositionedEvent(event.event().orElseThrow(), event.position());
    }
}
