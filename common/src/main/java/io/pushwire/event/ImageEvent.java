// SPDX-License-Identifier: Apache-2.0
package io.pushwire.event;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import java.time.Instant;
import java.util.Optional;

/// A fact about a tag, as the listener put it on `pushwire.image-events`.
///
/// The order of two events is that of their positions, never of the times in them.
public sealed interface ImageEvent {

    Announcement announcement();

    default String id() {
        return announcement().id();
    }

    default ImageTag image() {
        return announcement().image();
    }

    /// Its position, from where its record stands on the log.
    default Position at(String log, int partition, long offset) {
        return this instanceof Observed observed
                ? Position.observed(log, partition, offset, observed.asOf())
                : new Position(log, partition, offset);
    }

    /// An event that says to which digest the tag points.
    sealed interface Located extends ImageEvent {

        Digest digest();

        /// From when on the registry itself is expected to answer the tag with this digest.
        Instant settledAt();
    }

    /// The tag now points at this digest.
    ///
    /// @param digest of the manifest or index that the registry stored
    /// @param mediaType of that manifest, where the sender told
    /// @param settledAt from when on the registry itself is expected to answer the tag with this
    ///   digest; before that a node that pulls by tag may still get the old image
    record Pushed(
            Announcement announcement, Digest digest, Optional<String> mediaType, Instant settledAt)
            implements Located {}

    /// The registry was asked, and the tag points at this digest.
    ///
    /// @param announcement of whom the registry's word answers; received when it was given
    /// @param digest that the registry answered with
    /// @param mediaType of that manifest
    /// @param asOf the last offset of the tag's partition that was read before the registry was
    ///   asked; -1 if none was
    /// @param baseline whether it is the first word ever about the tag: recorded, rolled nowhere
    record Observed(
            Announcement announcement,
            Digest digest,
            Optional<String> mediaType,
            long asOf,
            boolean baseline)
            implements Located {

        public Observed {
            if (asOf < -1) {
                throw new IllegalArgumentException("asOf is " + asOf + ": no offset");
            }
        }

        @Override
        public Instant settledAt() {
            return announcement.receivedAt();
        }
    }

    /// The tag moved, but to where is only known when the registry was asked: the sender names no
    /// digest, or cannot prove that it may be believed. Nobody acts on it.
    ///
    /// @param claimed what an unproven sender says the digest is
    /// @param mediaType of the manifest, where the sender told
    record Announced(
            Announcement announcement, Optional<Digest> claimed, Optional<String> mediaType)
            implements ImageEvent {}

    /// The tag is gone from the registry. Reported, never acted upon: pods go on running.
    record Deleted(Announcement announcement) implements ImageEvent {}
}
