// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import java.time.Instant;

/// Told how long an event was under way on each part of its way. Times of different machines are
/// compared: a clock that is behind makes the first hop short, never negative.
@FunctionalInterface
public interface Hops {

    /// A part of the way.
    enum Hop {
        /// From the listener that received it to its turn here.
        RECEIVED_TO_READ,
        /// From there to the decision about one workload, all waiting included.
        READ_TO_DECIDED,
        /// From there to the API server's answer to the patch.
        DECIDED_TO_ANSWERED,
        /// The whole way.
        RECEIVED_TO_ANSWERED
    }

    void passed(Hop hop, Instant from, Instant to);
}
