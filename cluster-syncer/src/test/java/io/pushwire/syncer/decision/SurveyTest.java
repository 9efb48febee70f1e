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
import io.pushwire.syncer.decision.Pins.Pin;
import io.pushwire.syncer.decision.Survey.Finding;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReading;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Look-ups, which stand on no log, at whole workloads.
class SurveyTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String WEB = "registry.example.com/team/web:1";
    private static final String DB = "registry.example.com/team/db:1";
    private static final Digest OLD = new Digest("sha256:" + "a".repeat(64));
    private static final Digest NEW = new Digest("sha256:" + "b".repeat(64));
    private static final PolicyReading.Found PIN = WorkloadExample.found(Policy.PIN);

    @Test
    void severalTagsAreOneWrite() {
        Workload workload = workload(Map.of(), container("web", WEB, 0), container("db", DB, 1));

        Survey survey = survey(workload, Map.of(tag(WEB), word(WEB, NEW), tag(DB), word(DB, OLD)));

        assertThat(survey.decision())
                .isInstanceOfSatisfying(
                        Decision.SetImages.class,
                        write ->
                                assertThat(write.changes())
                                        .extracting(Decision.ImageChange::to)
                                        .containsExactly(WEB + "@" + NEW, DB + "@" + OLD));
    }

    @Test
    void onlyWhatIsChosenIsWritten() {
        Workload workload = workload(Map.of(), container("web", WEB, 0), container("db", DB, 1));
        var words = Map.of(tag(WEB), word(WEB, NEW), tag(DB), word(DB, OLD));

        Survey survey = Survey.of(workload, PIN, words, "db"::equals, NOW);

        assertThat(survey.findings()).hasSize(2).allMatch(Finding.Moves.class::isInstance);
        assertThat(((Decision.Write) survey.decision()).changes())
                .extracting(change -> change.container().name())
                .containsExactly("db");
    }

    @Test
    void whatNobodySaidIsUnknownAndHoldsNothingUp() {
        Workload workload = workload(Map.of(), container("web", WEB, 0), container("db", DB, 1));

        Survey survey = survey(workload, Map.of(tag(WEB), word(WEB, NEW)));

        assertThat(survey.findings().getLast()).isInstanceOf(Finding.Unknown.class);
        assertThat(((Decision.Write) survey.decision()).changes()).hasSize(1);
    }

    @Test
    void nobodyIsAskedAboutWhatStaysAnyway() {
        Workload workload =
                workload(
                        Map.of(),
                        container("web", WEB, 0),
                        container("fixed", DB + "@" + OLD, 1),
                        container("digest", "registry.example.com/team/db@" + OLD, 2));

        assertThat(Survey.questions(workload, PIN, NOW)).containsExactly(tag(WEB));
        assertThat(Survey.questions(workload, WorkloadExample.found(Policy.IGNORE), NOW)).isEmpty();
        assertThat(survey(workload, Map.of(tag(WEB), word(WEB, NEW))).findings().subList(1, 3))
                .allSatisfy(finding ->
                        assertThat(((Finding.Stays) finding).why())
                                .isEqualTo(OutcomeKind.PinnedByUser));
    }

    @Test
    void whatWasRolledAwayFromStaysHeldUntilTheTagMoves() {
        String held = "%s %s log/7@42".formatted(WEB, NEW);
        Workload workload = workload(Map.of(Holds.ANNOTATION, held), container("web", WEB, 0));

        assertThat(finding(workload, NEW))
                .isInstanceOfSatisfying(
                        Finding.Stays.class,
                        stays -> assertThat(stays.why()).isEqualTo(OutcomeKind.Held));
        assertThat(finding(workload, OLD)).isInstanceOf(Finding.Moves.class);
    }

    @Test
    void nothingOnALogIsNewerThanALookUpButWhatCameAfterIt() {
        var pins = new Pins.Known(Map.of("web", new Pin(WEB, NEW, Position.lookedUp(NOW))));
        Workload workload = workload(Map.of(), container("web", WEB + "@" + NEW, 0)).with(pins);

        assertThat(Decider.decide(received(NOW.minusSeconds(1)), workload, PIN, NOW))
                .isInstanceOfSatisfying(
                        Decision.Leave.class,
                        leave -> assertThat(leave.why()).isEqualTo(OutcomeKind.Stale));
        assertThat(Decider.decide(received(NOW.plusSeconds(1)), workload, PIN, NOW))
                .isInstanceOf(Decision.SetImages.class);
    }

    @Test
    void aLookUpGoesOnFromWhatAnEventDid() {
        var pins = new Pins.Known(Map.of("web", new Pin(WEB, OLD, new Position("log", 7, 42))));
        Workload workload = workload(Map.of(), container("web", WEB + "@" + OLD, 0)).with(pins);

        assertThat(finding(workload, NEW)).isInstanceOf(Finding.Moves.class);
        assertThat(finding(workload, OLD))
                .isInstanceOfSatisfying(
                        Finding.Stays.class,
                        stays -> assertThat(stays.why()).isEqualTo(OutcomeKind.SameDigest));
    }

    private static Finding finding(Workload workload, Digest digest) {
        return survey(workload, Map.of(tag(WEB), word(WEB, digest))).findings().getFirst();
    }

    private static Survey survey(Workload workload, Map<ImageTag, PositionedEvent> words) {
        return Survey.of(workload, PIN, words, _ -> true, NOW);
    }

    private static PositionedEvent word(String image, Digest digest) {
        return Survey.lookedUp(tag(image), digest, Optional.empty(), NOW);
    }

    private static PositionedEvent received(Instant at) {
        var said =
                new Announcement(
                        "event",
                        tag(WEB),
                        List.of("registry.example.com"),
                        Optional.empty(),
                        at,
                        new Announcement.Origin(
                                "test",
                                "distribution",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        return new PositionedEvent(
                new ImageEvent.Pushed(said, OLD, Optional.empty(), at), new Position("log", 7, 43));
    }

    private static ImageTag tag(String image) {
        return ImageTag.parse(image).orElseThrow();
    }

    private static Container container(String name, String image, int index) {
        return new Container(
                name,
                new Container.Slot(false, index),
                image,
                true,
                Optional.empty(),
                Optional.empty());
    }

    private static Workload workload(Map<String, String> annotations, Container... containers) {
        return new Workload(
                new WorkloadRef("Deployment", "default", "web"),
                "uid-1",
                "7",
                Map.of(),
                annotations,
                Optional.empty(),
                Pins.Known.none(),
                List.of(containers),
                new Workload.Rollout(Workload.RestartStyle.TEMPLATE_ANNOTATION, false, false),
                new Workload.AnnotationMaps(true, true, true));
    }
}
