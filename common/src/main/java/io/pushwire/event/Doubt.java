// SPDX-License-Identifier: Apache-2.0
package io.pushwire.event;

import java.time.Instant;
import java.util.Optional;

/// The one case in which the log's order is not believed: a sender that says itself that what it
/// sends happened before something that it sent earlier, as Harbor does with the retry of an old
/// push minutes late. Nobody acts on such an event; the registry is asked.
public final class Doubt {

    private Doubt() {}

    /// @param newestKnown the newest `occurredAt` of the events before it on the log that are of
    ///   the same source and tag
    public static boolean about(ImageEvent event, Optional<Instant> newestKnown) {
        return event instanceof ImageEvent.Pushed pushed
                && newestKnown
                        .flatMap(newest ->
                                pushed.announcement().occurredAt().map(at -> at.isBefore(newest)))
                        .orElse(false);
    }
}
