// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Workload.RestartStyle;
import io.pushwire.syncer.policy.OnManaged;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The registry's word on a workload that was never written.
class AlreadyRunningTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Digest DIGEST = new Digest("sha256:" + "b".repeat(64));
    private static final ImageTag TAG = new ImageTag("registry.example.com", "team/web", "1");
    private static final String SAME = "registry.example.com/team/web@" + DIGEST;
    private static final String OTHER = "registry.example.com/team/web@sha256:" + "c".repeat(64);

    @Test
    void asksForThePodsFirst() {
        assertThat(decide(observed(), never(), Policy.PIN, Optional.empty()))
                .isEqualTo(new Decision.NeedsPods());
    }

    @ParameterizedTest(name = "{0} of 2 pods: {1}, {2}")
    @CsvSource({
        "2, same, same, AlreadyRunning",
        "2, same, other, SetImages",
        "2, same, '', SetImages",
        "2, same, none, SetImages",
        "0, none, none, SetImages"
    })
    void leavesWhatRunsItInAllOfItsPods(int pods, String one, String two, String expected) {
        List<String> imageIds =
                List.of(one, two).stream()
                        .filter(it -> !it.equals("none"))
                        .map(it -> it.equals("same") ? SAME : it.equals("other") ? OTHER : "")
                        .toList();

        Decision decision =
                decide(
                        observed(),
                        never(),
                        Policy.PIN,
                        Optional.of(new RunningPods(pods, Map.of("web", imageIds))));

        assertThat(name(decision)).isEqualTo(expected);
    }

    @Test
    void looksAtNoPodsForAPushOrForWhatItWroteItself() {
        var pushed =
                new PositionedEvent(
                        new ImageEvent.Pushed(said(), DIGEST, Optional.empty(), NOW),
                        new Position("log", 3, 10));
        var ours =
                new Pins.Known(
                        Map.of(
                                "web",
                                new Pins.Pin(
                                        TAG.toString(),
                                        new Digest("sha256:" + "a".repeat(64)),
                                        new Position("log", 3, 8))));

        assertThat(name(decide(pushed, never(), Policy.PIN, Optional.empty())))
                .isEqualTo("SetImages");
        assertThat(
                        name(
                                decide(
                                        observed(),
                                        workload(ours, RestartStyle.TEMPLATE_ANNOTATION),
                                        Policy.PIN,
                                        Optional.empty())))
                .isEqualTo("SetImages");
    }

    @Test
    void pinsWhatHasNoPodsBetweenJobs() {
        assertThat(
                        name(
                                decide(
                                        observed(),
                                        workload(Pins.Known.none(), RestartStyle.NONE),
                                        Policy.PIN,
                                        Optional.empty())))
                .isEqualTo("SetImages");
    }

    @Test
    void asksNothingWhereAnotherGuardHolds() {
        assertThat(name(decide(observed(), never(), Policy.IGNORE, Optional.empty())))
                .isEqualTo(OutcomeKind.IgnoredByPolicy.name());
    }

    private static Decision decide(
            PositionedEvent event, Workload workload, Policy policy, Optional<RunningPods> pods) {
        var found =
                new PolicyReading.Found(
                        new PolicyReading.Choice(policy, "test"), Map.of(), OnManaged.RESTART);
        return Decider.decide(event, workload, found, History.none(), pods, NOW);
    }

    private static String name(Decision decision) {
        return decision instanceof Decision.Leave(OutcomeKind why, String _)
                ? why.name()
                : decision.getClass().getSimpleName();
    }

    private static PositionedEvent observed() {
        return new PositionedEvent(
                new ImageEvent.Observed(said(), DIGEST, Optional.empty(), 9, false),
                Position.observed("log", 3, 10, 9));
    }

    private static Announcement said() {
        return new Announcement(
                "event",
                TAG,
                List.of(TAG.host()),
                Optional.empty(),
                NOW,
                new Announcement.Origin(
                        "test",
                        "distribution",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Workload never() {
        return workload(Pins.Known.none(), RestartStyle.TEMPLATE_ANNOTATION);
    }

    private static Workload workload(Pins pins, RestartStyle restart) {
        return new Workload(
                new WorkloadRef("Deployment", "default", "web"),
                "uid",
                "7",
                Map.of(),
                Map.of(),
                Optional.empty(),
                pins,
                List.of(
                        new Container(
                                "web",
                                new Container.Slot(false, 0),
                                TAG.toString(),
                                true,
                                Optional.empty(),
                                Optional.empty())),
                new Workload.Rollout(restart, false, false),
                new Workload.AnnotationMaps(true, true, true));
    }
}
