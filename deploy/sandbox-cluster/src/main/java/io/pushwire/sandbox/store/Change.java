// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

/// What happened to one object at one revision.
public sealed interface Change {
    /// The version that a watch shows: for a deletion the last one, under the deletion's revision.
    StoredObject object();

    /// It was not there before.
    record Added(StoredObject object) implements Change {}

    /// It was there as `before`, which decides whether it leaves a selector.
    record Modified(StoredObject before, StoredObject object) implements Change {}

    /// It is no longer there.
    record Deleted(StoredObject object) implements Change {}
}
