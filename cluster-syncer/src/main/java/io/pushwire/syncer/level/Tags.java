// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.syncer.decision.History;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.tag.KnownTag;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The newest word on each tag of one partition: what the settler wrote down, and what was read
/// since, also what still waits for its turn. What tags have in common is kept once.
public final class Tags {

    private final Map<ImageTag, Known> known = new HashMap<>();
    private final Map<ImageTag, ImageTag> aliases = new HashMap<>();
    private final Map<List<String>, List<String>> hosts = new HashMap<>();

    /// @param settled from `pushwire.tags`
    public Tags(Collection<KnownTag> settled) {
        settled.forEach(tag -> put(new Known(compact(tag), Optional.empty())));
    }

    /// @param tag under its registry's own name
    /// @param eventId of the event that said the newest word, if it was read here
    public record Known(KnownTag tag, Optional<String> eventId) {

        /// The newest word as an event, if there is one and the tag is not gone.
        Optional<PositionedEvent> again() {
            return tag.word()
                    .flatMap(word -> word.digest().map(digest -> again(digest, word.position())));
        }

        private PositionedEvent again(Digest digest, Position at) {
            String place = "%s/%d@%d".formatted(at.log(), at.partition(), at.offset());
            var said =
                    new Announcement(
                            eventId.orElseGet(() ->
                                    UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8))
                                            .toString()),
                            tag.image(),
                            tag.hosts(),
                            Optional.empty(),
                            tag.updatedAt(),
                            new Announcement.Origin(
                                    "pushwire",
                                    "revisit",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()));
            return new PositionedEvent(
                    new ImageEvent.Pushed(said, digest, Optional.empty(), tag.updatedAt()), at);
        }

        Optional<History.Word> word() {
            return tag.word().map(word -> new History.Word(word.digest(), word.position()));
        }
    }

    /// One more event of the log; to be called in its order.
    public synchronized PositionedEvent hear(ImageEvent event, Position at, Instant now) {
        Known before = known.get(event.image());
        if (before == null) {
            put(heard(KnownTag.first(event, at, now), event, at, Optional.empty()));
            return new PositionedEvent(event, at);
        }
        KnownTag tag = before.tag();
        if (tag.hasSettled(at)) {
            return new PositionedEvent(event, at, wasDoubted(tag, event, at));
        }
        boolean doubtful = tag.doubts(event);
        put(heard(tag.after(event, at, now), event, at, before.eventId()));
        return new PositionedEvent(event, at, doubtful);
    }

    /// What we wrote ourselves is a word too: the settler's record of it may come later.
    public synchronized void learn(ImageTag image, Digest digest, Position at, Instant now) {
        Known before = known.get(image);
        KnownTag tag =
                before == null
                        ? new KnownTag(
                                image,
                                List.of(image.host()),
                                at,
                                Optional.of(new KnownTag.Word(Optional.of(digest), at)),
                                Map.of(),
                                now)
                        : before.tag().with(digest, at, before.tag().updatedAt());
        put(new Known(compact(tag), before == null ? Optional.empty() : before.eventId()));
    }

    /// @param spelling any name of the tag
    public synchronized Optional<Known> find(ImageTag spelling) {
        return Optional.ofNullable(known.get(aliases.getOrDefault(spelling, spelling)));
    }

    public synchronized int size() {
        return known.size();
    }

    /// Of an event that the settler had before us: only the newest word is an answer to it.
    private static boolean wasDoubted(KnownTag tag, ImageEvent event, Position at) {
        return event instanceof ImageEvent.Pushed
                && tag.word().filter(word -> !word.position().isOlderThan(at)).isEmpty();
    }

    private Known heard(KnownTag after, ImageEvent event, Position at, Optional<String> before) {
        boolean newest = after.word().filter(word -> word.position().equals(at)).isPresent();
        return new Known(compact(after), newest ? Optional.of(event.id()) : before);
    }

    private void put(Known tag) {
        ImageTag image = tag.tag().image();
        known.put(image, tag);
        List<String> names = tag.tag().hosts();
        for (String alias : names.subList(1, names.size())) {
            aliases.put(image.at(alias), image);
        }
    }

    private KnownTag compact(KnownTag tag) {
        return new KnownTag(
                tag.image(),
                hosts.computeIfAbsent(tag.hosts(), names -> names),
                compact(tag.settled()),
                tag.word().map(word -> new KnownTag.Word(word.digest(), compact(word.position()))),
                tag.newestBySource(),
                tag.updatedAt());
    }

    private static Position compact(Position at) {
        return new Position(at.log().intern(), at.partition(), at.offset(), at.asOf());
    }
}
