// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.gate.Failures;
import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;

import jakarta.json.JsonObject;

/// The `Status` objects that answer what is not an object.
final class Statuses {
    private Statuses() {}

    static JsonObject success(ResourceType type, String name, String uid) {
        return Failures.begin("Success")
                .add("details", Trees.builder(details(type, name)).add("uid", uid))
                .build();
    }

    static JsonObject created() {
        return Failures.begin("Success").add("code", 201).build();
    }

    static JsonObject details(ResourceType type, String name) {
        var details = Trees.builder().add("name", name);
        if (!type.group().isEmpty()) {
            details.add("group", type.group());
        }
        return details.add("kind", type.plural()).build();
    }
}
