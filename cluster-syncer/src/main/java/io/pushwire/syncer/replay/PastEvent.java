// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;

import java.time.Instant;
import java.util.Optional;

/// A record of the log.
///
/// @param position where it stands
/// @param at when the listener had it, by its record
/// @param image its key
/// @param event what it says; empty if this version cannot read it
/// @param problem why it cannot be read; empty if it can
public record PastEvent(
        Position position, Instant at, String image, Optional<ImageEvent> event, String problem) {

    /// The digest that it says, if it says one.
    public Optional<Digest> digest() {
        return event.filter(ImageEvent.Located.class::isInstance)
                .map(located -> ((ImageEvent.Located) located).digest());
    }

    /// What it is, in a word.
    public String type() {
        return event.map(it ->
                        switch (it) {
                            case ImageEvent.Pushed _ -> "pushed";
                            case ImageEvent.Observed _ -> "observed";
                            case ImageEvent.Announced _ -> "announced";
                            case ImageEvent.Deleted _ -> "deleted";
                        })
                .orElse("unreadable");
    }

    public Optional<String> actor() {
        return origin().flatMap(Announcement.Origin::actor);
    }

    public Optional<String> source() {
        return origin().map(Announcement.Origin::source);
    }

    private Optional<Announcement.Origin> origin() {
        return event.map(it -> it.announcement().origin());
    }
}
