// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.tag.KnownTag;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class TagsTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final ImageTag IMAGE = new ImageTag("registry.example.com", "team/web", "1");
    private static final ImageTag ALIAS = IMAGE.at("mirror.example.com");
    private static final Digest OLD = new Digest("sha256:" + "a".repeat(64));
    private static final Digest NEW = new Digest("sha256:" + "b".repeat(64));

    private final Tags tags = new Tags(List.of());

    @Test
    void knowsTheNewestWordUnderEveryNameOfTheRegistry() {
        hear(tags, push("1", OLD, NOW), 1);
        hear(tags, push("2", NEW, NOW.plusSeconds(1)), 2);

        PositionedEvent again = tags.find(ALIAS).orElseThrow().again().orElseThrow();
        assertThat(again.event().id()).isEqualTo("2");
        assertThat(((ImageEvent.Located) again.event()).digest()).isEqualTo(NEW);
        assertThat(again.position()).isEqualTo(at(2));
        assertThat(tags.find(IMAGE)).isEqualTo(tags.find(ALIAS));
    }

    @Test
    void doubtsALateRetryAndKeepsTheWordThatItHad() {
        hear(tags, push("1", NEW, NOW), 1);

        PositionedEvent late = hear(tags, push("2", OLD, NOW.minusSeconds(60)), 2);

        assertThat(late.doubtful()).isTrue();
        assertThat(position(tags)).isEqualTo(at(1));
    }

    @Test
    void announcedEventsSupersedeNothingAndDeletionsDo() {
        hear(tags, push("1", NEW, NOW), 1);
        hear(tags, new ImageEvent.Announced(said("2", NOW), Optional.empty(), Optional.empty()), 2);
        assertThat(position(tags)).isEqualTo(at(1));

        hear(tags, new ImageEvent.Deleted(said("3", NOW)), 3);
        assertThat(position(tags)).isEqualTo(at(3));
        assertThat(tags.find(IMAGE).orElseThrow().again()).isEmpty();
    }

    @Test
    void readsABacklogThatTheSettlerHadBefore() {
        ImageEvent first = push("1", OLD, NOW);
        ImageEvent second = push("2", NEW, NOW.plusSeconds(1));
        ImageEvent late = push("3", OLD, NOW.minusSeconds(60));
        KnownTag known =
                KnownTag.first(first, at(1), NOW).after(second, at(2), NOW).after(late, at(3), NOW);
        var loaded = new Tags(List.of(known));

        // The first is older than what the settler knows, but it was no late retry: it is simply
        // superseded. Nobody answered the third.
        assertThat(hear(loaded, first, 1).doubtful()).isFalse();
        assertThat(hear(loaded, second, 2).doubtful()).isFalse();
        assertThat(hear(loaded, late, 3).doubtful()).isTrue();
        assertThat(position(loaded)).isEqualTo(at(2));
    }

    @Test
    void anEventThatItNeverReadHasAnIdAllTheSame() {
        var known =
                new KnownTag(
                        IMAGE,
                        List.of(IMAGE.host()),
                        at(5),
                        Optional.of(new KnownTag.Word(Optional.of(NEW), at(5))),
                        Map.of(),
                        NOW);

        String id = id(new Tags(List.of(known)));

        assertThat(id).isNotBlank().isEqualTo(id(new Tags(List.of(known))));
    }

    @Test
    void whatWeWroteOurselvesIsAWord() {
        tags.learn(IMAGE, NEW, at(4), NOW);
        tags.learn(IMAGE, OLD, at(3), NOW);

        assertThat(position(tags)).isEqualTo(at(4));
    }

    private static String id(Tags tags) {
        return tags.find(IMAGE).orElseThrow().again().orElseThrow().event().id();
    }

    private static Position position(Tags tags) {
        return tags.find(IMAGE).orElseThrow().word().orElseThrow().position();
    }

    private static PositionedEvent hear(Tags tags, ImageEvent event, long offset) {
        return tags.hear(event, at(offset), NOW);
    }

    private static Position at(long offset) {
        return new Position("log", 3, offset);
    }

    private static ImageEvent push(String id, Digest digest, Instant occurredAt) {
        return new ImageEvent.Pushed(said(id, occurredAt), digest, Optional.empty(), NOW);
    }

    private static Announcement said(String id, Instant occurredAt) {
        return new Announcement(
                id,
                IMAGE,
                List.of(IMAGE.host(), ALIAS.host()),
                Optional.of(occurredAt),
                NOW,
                new Announcement.Origin(
                        "test", "harbor", Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
