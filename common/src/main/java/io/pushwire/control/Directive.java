// SPDX-License-Identifier: Apache-2.0
package io.pushwire.control;

import java.time.Instant;
import java.util.Locale;

/// What somebody said of a scope last.
///
/// @param scope where it holds
/// @param state whether anything is written there
/// @param by who said it
/// @param at when it was said
/// @param reason why, in that person's words; may be empty
public record Directive(Scope scope, State state, String by, Instant at, String reason)
        implements ControlRecord {

    /// What can be said.
    public enum State {
        PAUSED,
        RESUMED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A sentence that names all of it.
    @Override
    public String toString() {
        return "%s was %s by %s at %s%s"
                .formatted(scope, state, by, at, reason.isBlank() ? "" : ": " + reason);
    }
}
