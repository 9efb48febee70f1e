// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// The mirrors, and the writes whose answers go into them.
final class World {
    static final String DEPLOYMENTS = "apis/apps/v1/deployments";
    static final String STATEFUL_SETS = "apis/apps/v1/statefulsets";
    static final String DAEMON_SETS = "apis/apps/v1/daemonsets";
    static final String REPLICA_SETS = "apis/apps/v1/replicasets";
    static final String PODS = "api/v1/pods";

    private final Api api;
    private final Map<String, Mirror> mirrors =
            Map.of(
                    DEPLOYMENTS, new Mirror(DEPLOYMENTS),
                    STATEFUL_SETS, new Mirror(STATEFUL_SETS),
                    DAEMON_SETS, new Mirror(DAEMON_SETS),
                    REPLICA_SETS, new Mirror(REPLICA_SETS),
                    PODS, new Mirror(PODS));

    World(Api api) {
        this.api = api;
    }

    Map<String, Mirror> mirrors() {
        return mirrors;
    }

    Mirror mirror(String collection) {
        return Optional.ofNullable(mirrors.get(collection)).orElseThrow();
    }

    Optional<JsonObject> find(Place place) {
        return mirror(place.collection()).get(place);
    }

    void create(String collection, JsonObject object) throws IOException, InterruptedException {
        api.create(Place.of(collection, object), object)
                .ifPresent(made -> mirror(collection).observe(made));
    }

    void delete(String collection, JsonObject object) throws IOException, InterruptedException {
        api.delete(Place.of(collection, object), Mirror.uid(object));
        mirror(collection).forget(object);
    }

    void patch(String collection, JsonObject object, String subresource, JsonObject patch)
            throws IOException, InterruptedException {
        api.patch(Place.of(collection, object), subresource, patch)
                .ifPresent(patched -> mirror(collection).observe(patched));
    }

    /// Sends what is different in the status, and nothing when nothing is.
    void setStatus(String collection, JsonObject object, JsonObject status)
            throws IOException, InterruptedException {
        setStatus(collection, object, status, JsonValue.EMPTY_JSON_OBJECT);
    }

    /// @param annotations sent along when one of them is different; a status write may change them
    ///   without a new generation
    void setStatus(String collection, JsonObject object, JsonObject status, JsonObject annotations)
            throws IOException, InterruptedException {
        var present = Trees.objectAt(object, "status");
        var difference =
                Trees.PROVIDER.createMergeDiff(present, status).toJsonValue().asJsonObject();
        var annotated =
                Trees.objectAt(object, "metadata", "annotations")
                        .entrySet()
                        .containsAll(annotations.entrySet());
        if (difference.isEmpty() && annotated) {
            return;
        }
        var patch = Trees.builder().add("status", difference);
        if (!annotated) {
            patch.add("metadata", Trees.builder().add("annotations", annotations));
        }
        patch(collection, object, "/status", patch.build());
    }
}
