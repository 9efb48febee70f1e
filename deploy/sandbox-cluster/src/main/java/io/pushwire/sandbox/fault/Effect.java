// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.fault;

import java.util.OptionalInt;

/// What goes wrong.
public sealed interface Effect {
    /// The connection is closed with a reset, nothing is applied.
    record Refuse() implements Effect {}

    /// Held before it is applied, until the fault is taken away; then it is served as usual, unless
    /// the client has gone meanwhile: then it is not applied.
    record Hang() implements Effect {}

    /// Applied, and then never answered; the connection is closed when the fault is taken away.
    record HangAfter() implements Effect {}

    /// Answered with a Status of this code, nothing is applied.
    ///
    /// @param retryAfter seconds, sent as the header of that name
    record Reject(int code, String message, OptionalInt retryAfter) implements Effect {
        public Reject {
            if (code < 400 || code > 599) {
                throw new IllegalArgumentException(
                        "A rejection has a code from 400 to 599, not " + code);
            }
        }
    }
}
