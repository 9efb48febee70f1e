// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

import io.pushwire.event.ImageEvent;
import io.pushwire.listener.authenticity.Verdict;
import io.pushwire.listener.webhook.Ignored;

import java.util.List;
import java.util.Map;

/// What became of a request.
public sealed interface Receipt {

    /// At least one event is on the log.
    record Accepted(List<Entry> entries, Rest rest) implements Receipt {

        public Accepted {
            entries = List.copyOf(entries);
        }
    }

    /// Understood, and nothing in it became an event.
    record NothingToDo(Rest rest) implements Receipt {}

    /// Nothing could be made of it.
    ///
    /// @param reason a sentence for people
    /// @param deadLetter whether it was kept; `false` only if Kafka will never take it
    record Unreadable(String reason, boolean deadLetter) implements Receipt {}

    /// Nothing became an event, and whoever sent it reads the answer and can change the request.
    ///
    /// @param reason says what to change
    /// @param understood whether it is only not allowed
    record Rejected(String reason, boolean understood, Rest rest) implements Receipt {}

    /// A question of the sender's, with its answer in JSON.
    record Replied(String json) implements Receipt {}

    /// The body is not what its sender signed.
    record NotGenuine(Verdict verdict) implements Receipt {}

    /// Kafka did not take all of it in time: the sender must send it again.
    record Unavailable(String reason) implements Receipt {}

    /// One event and where it stands.
    record Entry(ImageEvent event, Publication.Stored stored) {}

    /// The parts that did not become events.
    ///
    /// @param refusals all of them are in one dead letter
    record Rest(Map<Ignored, Integer> ignored, List<Refusal> refusals) {

        public Rest {
            refusals = List.copyOf(refusals);
        }
    }
}
