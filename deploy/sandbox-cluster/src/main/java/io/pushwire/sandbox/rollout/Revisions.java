// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import java.io.IOException;
import java.util.Optional;

/// The templates that a StatefulSet had, kept as ControllerRevisions: pods below the partition are
/// made of an older one.
final class Revisions {
    private static final String COLLECTION = "apis/apps/v1/controllerrevisions";

    private final Api api;

    Revisions(Api api) {
        this.api = api;
    }

    String name(JsonObject set) {
        return Trees.text(set, "metadata", "name") + "-" + Template.hash(Template.of(set));
    }

    void keep(JsonObject set, String name) throws IOException, InterruptedException {
        var template = Trees.builder().add("template", Template.of(set));
        var revision =
                Trees.builder()
                        .add("apiVersion", "apps/v1")
                        .add("kind", "ControllerRevision")
                        .add("metadata", Template.metadata(set, name))
                        .add("data", Trees.builder().add("spec", template))
                        .add("revision", Trees.number(set, 1, "metadata", "generation"))
                        .build();
        var _ = api.create(Place.of(COLLECTION, revision), revision);
    }

    Optional<JsonObject> template(JsonObject set, String name)
            throws IOException, InterruptedException {
        var place = new Place(COLLECTION, Trees.text(set, "metadata", "namespace"), name);
        return api.get(place).map(it -> Trees.objectAt(it, "data", "spec", "template"));
    }
}
