// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;

/// An event and where it stands on the log.
public record PositionedEvent(ImageEvent event, Position position) {}
