// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.image.ImageTag;
import io.pushwire.listener.source.Confirmation;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.webhook.Statement;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Turns what a source said into our fact: with our name of the registry, our id and our time.
///
/// @param settlingTime how long after its notification a tag may still give the old image
/// @param news whether what is stamped may become the newest word about its tag
/// @param actors what is said of who pushed
public record Stamp(
        InstantSource clock,
        Supplier<String> ids,
        Duration settlingTime,
        boolean news,
        Actors actors) {

    /// For requests that come from their sender just now.
    public Stamp(InstantSource clock, Supplier<String> ids, Duration settlingTime, Actors actors) {
        this(clock, ids, settlingTime, true, actors);
    }

    /// For requests that waited somewhere, and may have been overtaken: a push is only announced,
    /// so that the registry is asked before anybody acts on it.
    public static Stamp late(InstantSource clock, Supplier<String> ids, Actors actors) {
        return new Stamp(clock, ids, Duration.ZERO, false, actors);
    }

    String newId() {
        return ids.get();
    }

    Instant now() {
        return clock.instant();
    }

    ImageEvent event(Source source, Statement statement, Instant receivedAt) {
        Announcement announcement = announcement(source, statement.subject(), receivedAt);
        return switch (statement) {
            case Statement.Pushed pushed when news && source.confirmation() == Confirmation.AFTER ->
                    new ImageEvent.Pushed(
                            announcement,
                            pushed.digest(),
                            pushed.mediaType(),
                            receivedAt.plus(settlingTime));
            case Statement.Pushed pushed ->
                    new ImageEvent.Announced(
                            announcement, Optional.of(pushed.digest()), pushed.mediaType());
            case Statement.Announced _ ->
                    new ImageEvent.Announced(announcement, Optional.empty(), Optional.empty());
            case Statement.Deleted _ -> new ImageEvent.Deleted(announcement);
        };
    }

    private Announcement announcement(
            Source source, Statement.Subject subject, Instant receivedAt) {
        return new Announcement(
                newId(),
                new ImageTag(source.names().registry(), subject.repository(), subject.tag()),
                source.names().all(),
                subject.occurredAt(),
                receivedAt,
                new Announcement.Origin(
                        source.name(),
                        source.dialect(),
                        subject.senderEventId(),
                        actors.of(subject.actor()),
                        subject.instance()));
    }
}
