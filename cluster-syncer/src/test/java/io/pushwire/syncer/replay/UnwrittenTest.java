// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import static io.pushwire.syncer.replay.PastExample.DIGEST;
import static io.pushwire.syncer.replay.PastExample.IMAGE;
import static io.pushwire.syncer.replay.PastExample.WEB;
import static io.pushwire.syncer.replay.PastExample.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class UnwrittenTest {

    private static final Digest THEIRS = new Digest("sha256:" + "7".repeat(64));

    @Test
    void takesBackWhatWePinned() {
        Workload before = Unwritten.of(workload(IMAGE + "@" + DIGEST, pins()));

        assertThat(before.containers().getFirst().image()).isEqualTo(IMAGE.toString());
        assertThat(before.pins()).isEqualTo(Pins.Known.none());
    }

    @Test
    void leavesWhatSomebodyElsePinned() {
        Workload before = Unwritten.of(workload(IMAGE + "@" + THEIRS, pins()));

        assertThat(before.containers().getFirst().image()).isEqualTo(IMAGE + "@" + THEIRS);
    }

    @Test
    void configurationsDifferWhereTheirOutcomesDo() {
        PastEvent event = PastExample.event(1);
        Verdict written = verdict(WEB, OutcomeKind.Written);
        Verdict told = verdict(WEB, OutcomeKind.Notified);
        Verdict unused =
                new Verdict(Optional.empty(), OutcomeKind.Unused, "", false, Optional.empty());

        assertThat(Entry.Difference.of(event, List.of(written), List.of(written))).isEmpty();
        assertThat(Entry.Difference.of(event, List.of(written), List.of(told)))
                .containsExactly(new Entry.Difference(event, Optional.of(WEB), written, told));
        assertThat(Entry.Difference.of(event, List.of(written), List.of(unused)))
                .containsExactly(new Entry.Difference(event, Optional.of(WEB), written, unused));
        assertThat(Entry.Difference.of(event, List.of(unused), List.of(written)))
                .containsExactly(new Entry.Difference(event, Optional.of(WEB), unused, written));
        assertThat(Entry.Difference.of(event, List.of(unused), List.of(unused))).isEmpty();
    }

    private static Pins pins() {
        return new Pins.Known(
                Map.of("app", new Pins.Pin(IMAGE.toString(), DIGEST, new Position("log", 3, 1))));
    }

    private static Workload workload(String image, Pins pins) {
        return new Workload(
                WEB,
                "uid",
                "1",
                Map.of(),
                Map.of(),
                Optional.empty(),
                pins,
                List.of(
                        new Container(
                                "app",
                                new Container.Slot(false, 0),
                                image,
                                true,
                                Optional.empty(),
                                Optional.empty())),
                new Workload.Rollout(Workload.RestartStyle.TEMPLATE_ANNOTATION, false, false),
                new Workload.AnnotationMaps(true, true, true));
    }
}
