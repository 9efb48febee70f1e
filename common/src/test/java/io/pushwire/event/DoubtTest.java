// SPDX-License-Identifier: Apache-2.0
package io.pushwire.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class DoubtTest {

    private static final Instant TIME = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void isOnlyAboutAPushThatItsSenderDatesBeforeAnotherWordOfItsOwn() {
        assertThat(Doubt.about(push(Optional.of(TIME)), Optional.of(TIME.plusSeconds(1)))).isTrue();

        assertThat(Doubt.about(push(Optional.of(TIME)), Optional.of(TIME)))
                .as("seconds are all that some senders know")
                .isFalse();
        assertThat(Doubt.about(push(Optional.of(TIME)), Optional.of(TIME.minusSeconds(1))))
                .isFalse();
        assertThat(Doubt.about(push(Optional.of(TIME)), Optional.empty())).isFalse();
        assertThat(Doubt.about(push(Optional.empty()), Optional.of(TIME))).isFalse();
        assertThat(
                        Doubt.about(
                                new ImageEvent.Deleted(announcement(Optional.of(TIME))),
                                Optional.of(TIME.plusSeconds(1))))
                .isFalse();
    }

    private static ImageEvent push(Optional<Instant> occurredAt) {
        return new ImageEvent.Pushed(
                announcement(occurredAt),
                new Digest("sha256:" + "a".repeat(64)),
                Optional.empty(),
                TIME);
    }

    private static Announcement announcement(Optional<Instant> occurredAt) {
        return new Announcement(
                "event",
                new ImageTag("registry.example.com", "team/web", "1"),
                List.of("registry.example.com"),
                occurredAt,
                TIME,
                new Announcement.Origin(
                        "test", "harbor", Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
