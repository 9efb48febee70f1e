// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;

/// An event and where it stands on the log.
///
/// @param doubtful whether its sender contradicts itself about when it happened
public record PositionedEvent(ImageEvent event, Position position, boolean doubtful) {

    /// One that is as good as its word.
    public PositionedEvent(ImageEvent event, Position position) {
        this(event, position, false);
    }
}
