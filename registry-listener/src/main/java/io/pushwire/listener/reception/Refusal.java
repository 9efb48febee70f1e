// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

import java.util.Locale;

/// A part of an otherwise understood request that did not become an event and that somebody should
/// look at.
///
/// @param detail a sentence for people
public record Refusal(Reason reason, String detail) {

    /// Part of the answers and of the metrics, so the names stay.
    public enum Reason {
        /// The part should have said something about a tag and cannot be read.
        UNREADABLE,

        /// The source may not speak for this repository.
        REPOSITORY_NOT_ALLOWED,

        /// The notification speaks of another registry than the source's.
        HOST_NOT_ALLOWED,

        /// Kafka will never take a record of this size.
        TOO_LARGE;

        /// As answers and metrics spell it.
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
