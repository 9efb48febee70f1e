// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import java.util.List;
import java.util.Optional;

/// A part of an answer.
///
/// @param next what the following part begins after; empty at the end
public record Page<T, C>(List<T> items, Optional<C> next) {

    public Page {
        items = List.copyOf(items);
    }
}
