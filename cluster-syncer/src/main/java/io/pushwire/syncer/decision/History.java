// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.inventory.Owed;
import io.pushwire.inventory.Wrote;

import java.util.Optional;

/// What is remembered of a tag, and of the one object for that tag.
///
/// @param newestWord the newest event that says to where the tag points, or that it is gone
/// @param wrote the newest that we wrote to the object
/// @param owed what an earlier event left undone at it
public record History(Optional<Word> newestWord, Optional<Wrote> wrote, Optional<Owed> owed) {

    /// @param digest to which the tag points; empty if it is gone
    /// @param position of the event that says so
    public record Word(Optional<Digest> digest, Position position) {}

    /// Of a tag that was never heard of.
    public static History none() {
        return new History(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
