// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

/// One object by its path.
///
/// @param collection `apis/apps/v1/deployments`, `api/v1/pods`
record Place(String collection, String namespace, String name) {
    static Place of(String collection, JsonObject object) {
        return new Place(
                collection,
                Trees.text(object, "metadata", "namespace"),
                Trees.text(object, "metadata", "name"));
    }

    String path() {
        return parent() + "/" + name;
    }

    /// Where objects like it are created.
    String parent() {
        var slash = collection.lastIndexOf('/');
        return "/%s/namespaces/%s%s"
                .formatted(collection.substring(0, slash), namespace, collection.substring(slash));
    }
}
