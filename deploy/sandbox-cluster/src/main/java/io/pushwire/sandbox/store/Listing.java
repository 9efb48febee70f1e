// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import java.util.List;

/// The objects of a kind as they were at one revision, in the order of their keys.
public record Listing(long revision, List<StoredObject> items) {
    public Listing {
        items = List.copyOf(items);
    }
}
