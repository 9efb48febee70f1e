// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import java.io.IOException;
import java.util.HashMap;
import java.util.Optional;

/// Reads who writes an object:
/// https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
final class OwnerReferences {

    private OwnerReferences() {}

    /// Kind and name of the owner that is marked as controller; an object has at most one.
    ///
    /// @param in stands before the list
    static Optional<String> controller(JsonReader in) throws IOException {
        Optional<String> controller = Optional.empty();
        in.beginArray();
        while (in.hasNext()) {
            Optional<String> owner = owner(in);
            controller = owner.isPresent() ? owner : controller;
        }
        in.endArray();
        return controller;
    }

    /// Empty if it is another kind of owner.
    private static Optional<String> owner(JsonReader in) throws IOException {
        var fields = new HashMap<String, String>();
        WorkloadReader.eachField(
                in,
                field -> {
                    switch (field) {
                        case "kind", "name" -> fields.put(field, in.nextString());
                        case "controller" -> fields.put(field, String.valueOf(in.nextBoolean()));
                        default -> in.skipValue();
                    }
                });
        return Boolean.parseBoolean(fields.get("controller"))
                ? Optional.of(fields.get("kind") + " " + fields.get("name"))
                : Optional.empty();
    }
}
