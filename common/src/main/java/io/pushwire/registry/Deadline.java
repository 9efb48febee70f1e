// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.time.Duration;

/// The one end of a whole look-up, shared by all its steps.
record Deadline(Duration whole, long endNanos) {

    static Deadline in(Duration whole) {
        return new Deadline(whole, System.nanoTime() + whole.toNanos());
    }

    long nanosLeft() {
        return Math.max(1, endNanos - System.nanoTime());
    }
}
