// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.listener.settler.SettledPartitions.Settled;
import io.pushwire.registry.Looked;
import io.pushwire.tag.KnownTag;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What a registry's answer says that the log does not.
///
/// @param before what was settled of the tag when the registry was asked
record Observation(TagInUse tag, Settled before, Looked.Found answer) {

    private static final String RECHECK = "re-check";

    /// Whether the log says the same.
    boolean isKnown() {
        return newest().filter(answer.digest()::equals).isPresent();
    }

    /// Whether it is the first digest of the tag.
    boolean isBaseline() {
        return before.known().flatMap(KnownTag::word).isEmpty();
    }

    /// Whether the log says nothing else of the tag than when the registry was asked.
    ///
    /// @param now empty if an event of the tag is under way
    boolean holds(Optional<Settled> now) {
        return now.filter(present ->
                        present.known()
                                .map(KnownTag::settled)
                                .equals(before.known().map(KnownTag::settled)))
                .isPresent();
    }

    /// The same id for the same answer.
    ImageEvent.Observed event(Instant now) {
        ImageTag image = tag.image();
        String identity =
                String.join(
                        "\n",
                        RECHECK,
                        image.toString(),
                        answer.digest().value(),
                        String.valueOf(before.asOf()));
        return new ImageEvent.Observed(
                new Announcement(
                        UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                                .toString(),
                        image,
                        tag.source().names().all(),
                        Optional.empty(),
                        now,
                        new Announcement.Origin(
                                tag.source().name(),
                                RECHECK,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                answer.digest(),
                Optional.of(answer.mediaType()).filter(type -> !type.isEmpty()),
                before.asOf(),
                isBaseline());
    }

    /// As people read it.
    @Override
    public String toString() {
        return "%s is at %s%s"
                .formatted(
                        tag.image(),
                        answer.digest().abbreviated(),
                        newest().map(digest -> ", the log says " + digest.abbreviated())
                                .orElse(""));
    }

    private Optional<Digest> newest() {
        return before.known().flatMap(KnownTag::word).flatMap(KnownTag.Word::digest);
    }
}
