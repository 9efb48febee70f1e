// SPDX-License-Identifier: Apache-2.0
package io.pushwire.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class KnownTagTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Digest OLD = new Digest("sha256:" + "a".repeat(64));
    private static final Digest NEW = new Digest("sha256:" + "b".repeat(64));

    @Test
    void keepsTheNewestWordWhateverComesLate() {
        KnownTag tag =
                KnownTag.first(pushed(OLD, 0), at(3), NOW)
                        .after(pushed(NEW, 1), at(7), NOW)
                        .after(observed(OLD, 4), Position.observed("log", 0, 8, 4), NOW);

        assertThat(tag.word()).hasValue(new KnownTag.Word(Optional.of(NEW), at(7)));
        assertThat(tag.hasSettled(at(8))).isTrue();
        assertThat(tag.hasSettled(at(9))).isFalse();
        assertThat(tag.hasSettled(new Position("rebuilt", 0, 2))).isFalse();
    }

    @Test
    void doesNotTakeTheWordOfALateRetry() {
        KnownTag tag = KnownTag.first(pushed(NEW, 9), at(3), NOW);

        assertThat(tag.doubts(pushed(OLD, 2))).isTrue();
        assertThat(tag.after(pushed(OLD, 2), at(4), NOW).word().flatMap(KnownTag.Word::digest))
                .hasValue(NEW);
    }

    @Test
    void remembersThatATagIsGone() {
        KnownTag tag =
                KnownTag.first(pushed(NEW, 9), at(3), NOW)
                        .after(new ImageEvent.Deleted(announcement(10)), at(5), NOW);

        assertThat(tag.word()).hasValue(new KnownTag.Word(Optional.empty(), at(5)));
        assertThat(tag.doubts(pushed(OLD, 2))).as("a retry after the delete").isTrue();
    }

    @Test
    void anAnnouncementNamesNoDigest() {
        assertThat(
                        KnownTag.first(
                                        new ImageEvent.Announced(
                                                announcement(0),
                                                Optional.of(NEW),
                                                Optional.empty()),
                                        at(3),
                                        NOW)
                                .word())
                .isEmpty();
    }

    private static Position at(long offset) {
        return new Position("log", 0, offset);
    }

    private static ImageEvent pushed(Digest digest, int second) {
        return new ImageEvent.Pushed(announcement(second), digest, Optional.empty(), NOW);
    }

    private static ImageEvent observed(Digest digest, long asOf) {
        return new ImageEvent.Observed(announcement(0), digest, Optional.empty(), asOf, false);
    }

    private static Announcement announcement(int second) {
        return new Announcement(
                "event",
                new ImageTag("registry.example.com", "team/web", "1"),
                List.of("registry.example.com"),
                Optional.of(NOW.plusSeconds(second)),
                NOW,
                new Announcement.Origin(
                        "test", "harbor", Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
