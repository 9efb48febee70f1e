// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.ResourceTypes;

import jakarta.json.JsonObject;

import java.util.List;

/// Events have two API groups and one store, as on a real cluster: what is written through
/// `events.k8s.io` is seen by `kubectl get events`, which reads the core group. Stored is the core
/// form.
final class EventForms {
    private static final ResourceType CORE =
            new ResourceTypes().byPlural("v1", "events").orElseThrow();

    /// Core name, then the name in `events.k8s.io`.
    private static final List<List<String>> RENAMED =
            List.of(
                    List.of("involvedObject", "regarding"),
                    List.of("message", "note"),
                    List.of("reportingComponent", "reportingController"),
                    List.of("source", "deprecatedSource"),
                    List.of("firstTimestamp", "deprecatedFirstTimestamp"),
                    List.of("lastTimestamp", "deprecatedLastTimestamp"),
                    List.of("count", "deprecatedCount"));

    private EventForms() {}

    /// The kind under which objects of this kind are stored.
    static ResourceType storage(ResourceType type) {
        return isNew(type) ? CORE : type;
    }

    /// From what clients of `type` send to what is stored.
    static JsonObject stored(ResourceType type, JsonObject sent) {
        return isNew(type) ? renamed(sent, "v1", 1, 0) : sent;
    }

    /// From what is stored to what clients of `type` are shown.
    static JsonObject shown(ResourceType type, JsonObject stored) {
        return isNew(type) ? renamed(stored, "events.k8s.io/v1", 0, 1) : stored;
    }

    static boolean isNew(ResourceType type) {
        return type.group().equals("events.k8s.io") && type.plural().equals("events");
    }

    private static JsonObject renamed(JsonObject tree, String apiVersion, int from, int to) {
        var renamed = Trees.builder();
        tree.forEach((key, value) ->
                renamed.add(
                        RENAMED.stream()
                                .filter(pair -> pair.get(from).equals(key))
                                .findFirst()
                                .map(pair -> pair.get(to))
                                .orElse(key),
                        key.equals("apiVersion") ? Trees.string(apiVersion) : value));
        return renamed.build();
    }
}
