// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import java.util.Comparator;

/// Where an object is within its kind, in the order in which lists give them.
///
/// @param namespace empty for kinds without namespaces
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER =
            Comparator.comparing(ObjectKey::namespace).thenComparing(ObjectKey::name);

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }
}
