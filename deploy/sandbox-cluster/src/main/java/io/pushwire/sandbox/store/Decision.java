// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import jakarta.json.JsonObject;

/// What a write comes to, once it has seen the present version.
public sealed interface Decision {
    /// Store this tree as the next version.
    record Put(JsonObject tree) implements Decision {}

    /// Remove the object.
    record Remove() implements Decision {}

    /// Change nothing: no new revision, no watch event.
    record Keep() implements Decision {}
}
