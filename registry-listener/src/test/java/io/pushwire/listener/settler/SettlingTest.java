// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.settler;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.registry.Looked;
import io.pushwire.tag.KnownTag;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What an answer of the registry means for the events that waited for it.
final class SettlingTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Digest OLD = new Digest("sha256:" + "a".repeat(64));
    private static final Digest NEW = new Digest("sha256:" + "b".repeat(64));
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(2), Duration.ofHours(24), Duration.ofMinutes(10));
    private static final Instant JUST_NOW = NOW.minusSeconds(3);

    @Test
    void aPushThatTheRegistryConfirmsNeedsNoWord() {
        var settled = settled(Optional.empty(), found(NEW), pushed(NEW, 5, 0));

        assertThat(settled.word()).isEmpty();
        assertThat(settled.after().word())
                .hasValue(new KnownTag.Word(Optional.of(NEW), position(5)));
    }

    @Test
    void theRegistryIsRightWhereItSaysSomethingElse() {
        var settled = settled(Optional.empty(), found(NEW), pushed(OLD, 5, 0));

        assertThat(settled.word().orElseThrow().digest()).isEqualTo(NEW);
        assertThat(settled.word().orElseThrow().asOf()).isEqualTo(20);
        assertThat(settled.word().orElseThrow().baseline()).isFalse();
    }

    @Test
    void anAnnouncementIsAlwaysAnswered() {
        assertThat(settled(Optional.empty(), found(NEW), announced(5)).word()).isPresent();
        assertThat(settled(known(NEW), found(NEW), announced(5)).word()).isPresent();
    }

    @Test
    void aDoubtfulPushIsAlwaysAnsweredAndNeverBelieved() {
        var settled = settled(known(NEW), found(NEW), pushed(OLD, 5, -60));

        assertThat(settled.word().orElseThrow().digest()).isEqualTo(NEW);
        assertThat(settled.after().word().flatMap(KnownTag.Word::digest)).hasValue(NEW);
    }

    @Test
    void oneAnswerSettlesAllThatCameBefore() {
        var settled =
                settled(
                        Optional.empty(),
                        found(NEW),
                        announced(5),
                        pushed(OLD, 6, 0),
                        pushed(NEW, 7, 1));

        assertThat(settled.events()).isEqualTo(3);
        assertThat(settled.after().settled().offset()).isEqualTo(7);
    }

    @Test
    void theSameAnswerHasTheSameId() {
        assertThat(settled(Optional.empty(), found(NEW), announced(5)).word().orElseThrow().id())
                .isEqualTo(
                        settled(Optional.empty(), found(NEW), announced(5))
                                .word()
                                .orElseThrow()
                                .id());
    }

    @Test
    void aTagThatIsNotThereYetIsAskedForAgain() {
        assertThat(judge(Optional.empty(), new Looked.NotFound("no such tag"), pushed(NEW, 5, 0)))
                .isInstanceOf(Verdict.Later.class);
    }

    @Test
    void aTagThatStaysAwayIsADeadLetter() {
        var settled =
                settled(
                        Optional.empty(),
                        new Looked.NotFound("no such tag"),
                        received(announced(5), NOW.minus(Duration.ofMinutes(11))));

        assertThat(settled.unanswered()).hasSize(1);
        assertThat(settled.word()).isEmpty();
        assertThat(settled.after().word()).isEmpty();
    }

    @Test
    void aTagThatWasDeletedMayBeAway() {
        var settled =
                settled(
                        Optional.empty(),
                        new Looked.NotFound("no such tag"),
                        pushed(NEW, 5, 0),
                        waiting(new ImageEvent.Deleted(announcement(JUST_NOW, 1)), 6));

        assertThat(settled.unanswered()).isEmpty();
        assertThat(settled.after().word())
                .hasValue(new KnownTag.Word(Optional.empty(), position(6)));
    }

    @Test
    void aRegistryThatIsAwayIsWaitedForADay() {
        for (Looked away :
                List.of(
                        new Looked.Unavailable("refused"),
                        new Looked.NotAllowed("401"),
                        new Looked.TooManyRequests(Duration.ofMinutes(1)))) {
            assertThat(judge(Optional.empty(), away, pushed(NEW, 5, 0)))
                    .isInstanceOf(Verdict.Later.class);
            var settled =
                    settled(
                            Optional.empty(),
                            away,
                            received(pushed(OLD, 5, 0), NOW.minus(Duration.ofHours(25))),
                            pushed(NEW, 6, 1));

            assertThat(settled.events()).as("only what is too old is given up").isEqualTo(1);
            assertThat(settled.unanswered()).hasSize(1);
        }
    }

    @Test
    void withoutALookUpAPushIsBelievedAndAnAnnouncementIsNot() {
        var settled =
                settled(
                        Optional.empty(),
                        new Looked.NotConfigured("registry.example.com"),
                        pushed(NEW, 5, 0),
                        announced(6));

        assertThat(settled.events()).isEqualTo(2);
        assertThat(settled.after().word().flatMap(KnownTag.Word::digest)).hasValue(NEW);
        assertThat(settled.unanswered()).hasSize(1);
        assertThat(settled.unanswered().getFirst()).isInstanceOf(ImageEvent.Announced.class);
    }

    @Test
    void anAnswerCountsOnlyUpToTheFirstEventThatTheRegistryMayNotShowYet() {
        Waiting due = pushed(OLD, 5, 0);
        Waiting notYet = new Waiting(pushed(NEW, 9, 1).event(), position(9), NOW.plusMillis(1));

        assertThat(Batch.due(List.of(due, notYet), 20, NOW)).isEqualTo(new Batch(List.of(due), 8));
        assertThat(Batch.due(List.of(due), 20, NOW)).isEqualTo(new Batch(List.of(due), 20));
    }

    @Test
    void aClockThatIsAheadDoesNotHoldAnEventUp() {
        var fast =
                new ImageEvent.Pushed(
                        announcement(NOW, 0), NEW, Optional.empty(), NOW.plusSeconds(3_600));

        assertThat(Waiting.of(fast, position(5), Duration.ofSeconds(2), NOW).due())
                .isEqualTo(NOW.plusSeconds(2));
    }

    private static Verdict judge(Optional<KnownTag> known, Looked answer, Waiting... events) {
        return Settling.judge(known, new Batch(Arrays.asList(events), 20), answer, PATIENCE, NOW);
    }

    private static Verdict.Settled settled(
            Optional<KnownTag> known, Looked answer, Waiting... events) {
        return (Verdict.Settled) judge(known, answer, events);
    }

    private static Looked found(Digest digest) {
        return new Looked.Found(digest, "", NOW);
    }

    private static Optional<KnownTag> known(Digest digest) {
        return Optional.of(KnownTag.first(pushed(digest, 1, 0).event(), position(1), NOW));
    }

    private static Waiting pushed(Digest digest, long offset, int second) {
        return waiting(
                new ImageEvent.Pushed(
                        announcement(JUST_NOW, second), digest, Optional.empty(), JUST_NOW),
                offset);
    }

    private static Waiting announced(long offset) {
        return waiting(
                new ImageEvent.Announced(
                        announcement(JUST_NOW, 0), Optional.empty(), Optional.empty()),
                offset);
    }

    private static Waiting received(Waiting waiting, Instant at) {
        Announcement announcement = announcement(at, 0);
        return waiting(
                switch (waiting.event()) {
                    case ImageEvent.Pushed pushed ->
                            new ImageEvent.Pushed(
                                    announcement, pushed.digest(), Optional.empty(), at);
                    case ImageEvent.Announced _ ->
                            new ImageEvent.Announced(
                                    announcement, Optional.empty(), Optional.empty());
                    case ImageEvent.Observed _, ImageEvent.Deleted _ -> waiting.event();
                },
                waiting.at().offset());
    }

    private static Waiting waiting(ImageEvent event, long offset) {
        return new Waiting(event, position(offset), JUST_NOW);
    }

    private static Position position(long offset) {
        return new Position("log", 3, offset);
    }

    private static Announcement announcement(Instant receivedAt, int second) {
        return new Announcement(
                "event",
                new ImageTag("registry.example.com", "team/web", "1"),
                List.of("registry.example.com"),
                Optional.of(NOW.plusSeconds(second)),
                receivedAt,
                new Announcement.Origin(
                        "test", "harbor", Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
