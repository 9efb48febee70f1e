// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.settler;

import io.pushwire.event.ImageEvent;
import io.pushwire.tag.KnownTag;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an answer of the registry means for the events that waited for it.
sealed interface Verdict {

    /// These many events of the batch are settled.
    ///
    /// @param after what is known of the tag then
    /// @param word the registry's word that has to go on the log before
    /// @param unanswered events that go to the dead letters
    /// @param reason why they do
    record Settled(
            int events,
            KnownTag after,
            Optional<ImageEvent.Observed> word,
            List<ImageEvent> unanswered,
            String reason)
            implements Verdict {

        public Settled {
            unanswered = List.copyOf(unanswered);
        }
    }

    /// Ask again.
    ///
    /// @param notBefore when; empty: when it seems right
    record Later(Optional<Instant> notBefore, String reason) implements Verdict {}
}
