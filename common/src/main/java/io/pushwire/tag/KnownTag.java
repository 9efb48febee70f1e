// SPDX-License-Identifier: Apache-2.0
package io.pushwire.tag;

import io.pushwire.event.Doubt;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the events of the log say of one tag, as far as they are settled.
///
/// @param image the tag under the registry's own name
/// @param hosts all names of that registry
/// @param settled the last event that is settled
/// @param word the newest word about the tag; empty while none has named a digest
/// @param newestBySource what each source said last about when something happened: what a late
///   retry is known by
/// @param updatedAt when this was so
public record KnownTag(
        ImageTag image,
        List<String> hosts,
        Position settled,
        Optional<Word> word,
        Map<String, Instant> newestBySource,
        Instant updatedAt)
        implements TagsRecord {

    public KnownTag {
        hosts = List.copyOf(hosts);
        newestBySource = Map.copyOf(newestBySource);
    }

    /// @param digest to which the tag points; empty if it was deleted
    /// @param position of the event that said so
    public record Word(Optional<Digest> digest, Position position) {}

    /// What its first event leaves.
    public static KnownTag first(ImageEvent event, Position at, Instant now) {
        return new KnownTag(
                        event.image(),
                        event.announcement().hosts(),
                        at,
                        Optional.empty(),
                        Map.of(),
                        now)
                .after(event, at, now);
    }

    /// Whether the sender of the event, the next one of the tag, contradicts itself.
    public boolean doubts(ImageEvent event) {
        return Doubt.about(
                event,
                Optional.ofNullable(newestBySource.get(event.announcement().origin().source())));
    }

    /// Whether an event at that place is settled already. Nothing of another log is.
    public boolean hasSettled(Position at) {
        return settled.isComparableTo(at) && settled.offset() >= at.offset();
    }

    /// With one more event, the next one of the tag on the log.
    public KnownTag after(ImageEvent event, Position at, Instant now) {
        return new KnownTag(
                image,
                event.announcement().hosts(),
                at,
                newer(heard(event, at)),
                newest(event),
                now);
    }

    /// With the answer of the registry that was just put on the log, before it is read from there.
    public KnownTag with(Digest observed, Position at, Instant now) {
        return new KnownTag(
                image,
                hosts,
                settled,
                newer(Optional.of(new Word(Optional.of(observed), at))),
                newestBySource,
                now);
    }

    private Optional<Word> heard(ImageEvent event, Position at) {
        return switch (event) {
            case ImageEvent.Pushed _ when doubts(event) -> Optional.empty();
            case ImageEvent.Located located ->
                    Optional.of(new Word(Optional.of(located.digest()), at));
            case ImageEvent.Announced _ -> Optional.empty();
            case ImageEvent.Deleted _ -> Optional.of(new Word(Optional.empty(), at));
        };
    }

    private Optional<Word> newer(Optional<Word> heard) {
        boolean older =
                heard.isPresent()
                        && word.isPresent()
                        && heard.get().position().isOlderThan(word.get().position());
        return heard.isEmpty() || older ? word : heard;
    }

    private Map<String, Instant> newest(ImageEvent event) {
        Optional<Instant> occurredAt = event.announcement().occurredAt();
        if (occurredAt.isEmpty()) {
            return newestBySource;
        }
        var newest = new HashMap<>(newestBySource);
        newest.merge(
                event.announcement().origin().source(),
                occurredAt.get(),
                (a, b) -> a.isAfter(b) ? a : b);
        return newest;
    }
}
