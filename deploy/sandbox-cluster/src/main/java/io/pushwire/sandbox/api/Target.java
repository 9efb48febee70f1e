// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.store.ObjectKey;
import io.pushwire.sandbox.store.ResourceType;

/// What a path under `/api` or `/apis` names.
///
/// @param namespace empty for kinds without one, and for all namespaces
/// @param name empty for the whole collection
/// @param subresource empty for the object itself
record Target(ResourceType type, String namespace, String name, String subresource) {
    ObjectKey key() {
        return new ObjectKey(namespace, name);
    }

    boolean isCollection() {
        return name.isEmpty();
    }
}
