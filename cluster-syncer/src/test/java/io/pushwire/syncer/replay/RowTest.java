// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import static io.pushwire.syncer.replay.PastExample.API;
import static io.pushwire.syncer.replay.PastExample.NOON;
import static io.pushwire.syncer.replay.PastExample.WEB;
import static io.pushwire.syncer.replay.PastExample.event;
import static io.pushwire.syncer.replay.PastExample.outcome;
import static io.pushwire.syncer.replay.PastExample.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class RowTest {

    @ParameterizedTest
    @CsvSource({
        "Written, SameDigest, false",
        "Written, Superseded, false",
        "Written, Stale, false",
        "Written, Written, false",
        "Written, Restarted, true",
        "Written, PinnedByUser, true",
        "Written, Unused, true",
        "Restarted, SameDigest, false",
        "Superseded, SameDigest, false",
        "Superseded, Written, true",
        "WouldWrite, Written, false",
        "Rejected, Written, true",
        "Rejected, Superseded, false",
        "IgnoredByPolicy, IgnoredByPolicy, false",
        "IgnoredByPolicy, Notified, true",
        "Unused, Written, true"
    })
    void differsWhereTimeAloneDoesNotExplainIt(OutcomeKind then, OutcomeKind now, boolean differs) {
        List<Row> rows =
                Row.of(event(1), List.of(outcome(1, WEB, then, NOON)), List.of(verdict(WEB, now)));

        assertThat(rows).singleElement().matches(row -> row.differs() == differs);
    }

    @Test
    void putsTogetherWhatIsOfOneWorkload() {
        List<Outcome> recorded =
                List.of(
                        outcome(1, WEB, OutcomeKind.Written, NOON),
                        outcome(1, API, OutcomeKind.Rejected, NOON),
                        outcome(1, WEB, OutcomeKind.RolledOut, NOON.plusMillis(3140)),
                        outcome(1, WEB, OutcomeKind.SameDigest, NOON.plusSeconds(9)));

        List<Row> rows = Row.of(event(1), recorded, List.of(verdict(WEB, OutcomeKind.SameDigest)));

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().then().decided()).contains(OutcomeKind.Written);
        assertThat(rows.getFirst().then().rollout()).contains(OutcomeKind.RolledOut);
        assertThat(rows.getFirst().then().toReady()).contains(Duration.ofMillis(3140));
        assertThat(rows.get(1).workload()).contains(API);
        assertThat(rows.get(1).now().kind()).isEqualTo(OutcomeKind.Unused);
    }

    @Test
    void takesTheLastTryForWhatBecameOfIt() {
        List<Row> rows =
                Row.of(
                        event(1),
                        List.of(
                                outcome(1, WEB, OutcomeKind.Deferred, NOON),
                                outcome(1, WEB, OutcomeKind.Written, NOON.plusSeconds(20))),
                        List.of(verdict(WEB, OutcomeKind.SameDigest)));

        assertThat(rows.getFirst().then().decided()).contains(OutcomeKind.Written);
    }

    @Test
    void whatIsNotRecordedDiffersOnlyFromAWrite() {
        assertThat(Row.of(event(1), List.of(), List.of(verdict(WEB, OutcomeKind.Written))))
                .singleElement()
                .matches(Row::differs);
        assertThat(Row.of(event(1), List.of(), List.of(verdict(WEB, OutcomeKind.Superseded))))
                .singleElement()
                .matches(row -> !row.differs());
    }

    @Test
    void nobodyUsedItStandsBesideWhoDoesNow() {
        var unused =
                new Outcome(
                        "prod",
                        OutcomeKind.Unused,
                        "no workload uses it",
                        outcome(1, WEB, OutcomeKind.Unused, NOON).cause(),
                        Optional.empty(),
                        List.of(),
                        NOON,
                        Optional.empty());

        List<Row> rows =
                Row.of(event(1), List.of(unused), List.of(verdict(WEB, OutcomeKind.Written)));

        assertThat(rows).singleElement().matches(row -> row.workload().equals(Optional.of(WEB)));
        assertThat(rows.getFirst().differs()).isTrue();
    }
}
