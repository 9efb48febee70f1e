// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.settler;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;

import java.time.Duration;
import java.time.Instant;

/// An event that is not settled yet.
///
/// @param due from when on the registry's answer can be expected to know of it
record Waiting(ImageEvent event, Position at, Instant due) {

    /// @param readAt bounds the wait: the clocks of two listeners may differ
    static Waiting of(ImageEvent event, Position at, Duration settlingTime, Instant readAt) {
        Instant settled =
                switch (event) {
                    case ImageEvent.Pushed pushed -> pushed.settledAt();
                    case ImageEvent.Announced _ ->
                            event.announcement().receivedAt().plus(settlingTime);
                    case ImageEvent.Observed _, ImageEvent.Deleted _ -> readAt;
                };
        Instant latest = readAt.plus(settlingTime);
        return new Waiting(event, at, settled.isBefore(latest) ? settled : latest);
    }

    /// Whether only the registry can settle it.
    boolean isQuestion() {
        return switch (event) {
            case ImageEvent.Pushed _, ImageEvent.Announced _ -> true;
            case ImageEvent.Observed _, ImageEvent.Deleted _ -> false;
        };
    }
}
