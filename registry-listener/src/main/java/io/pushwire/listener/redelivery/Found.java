// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.redelivery;

import io.pushwire.listener.reception.DeadLetter;

/// One record on the topic of dead letters.
public sealed interface Found {

    Place place();

    record Letter(Place place, DeadLetter letter) implements Found {}

    /// Of a newer version, or somebody else's.
    ///
    /// @param reason why it is not understood
    record Strange(Place place, String reason) implements Found {}
}
