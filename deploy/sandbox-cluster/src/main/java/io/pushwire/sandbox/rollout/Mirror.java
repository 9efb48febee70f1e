// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is known of one collection: what its watch told, and what was written since.
///
/// Answers to own writes are put in at once, else the next look would create the same pod again.
final class Mirror {
    private final String collection;
    private final Map<Place, JsonObject> objects = new HashMap<>();
    private final Map<String, Set<Place>> byOwner = new HashMap<>();

    Mirror(String collection) {
        this.collection = collection;
    }

    String collection() {
        return collection;
    }

    synchronized Optional<JsonObject> get(Place place) {
        return Optional.ofNullable(objects.get(place));
    }

    synchronized List<JsonObject> ownedBy(String uid) {
        return byOwner.getOrDefault(uid, Set.of()).stream()
                .map(objects::get)
                .filter(object -> object != null)
                .toList();
    }

    /// False when a later version is known already.
    synchronized boolean observe(JsonObject object) {
        var place = Place.of(collection, object);
        var known = objects.get(place);
        if (known != null && revision(known) > revision(object)) {
            return false;
        }
        unindex(place, known);
        objects.put(place, object);
        owner(object).ifPresent(it -> byOwner.computeIfAbsent(it, _ -> new HashSet<>()).add(place));
        return true;
    }

    synchronized void forget(JsonObject object) {
        var place = Place.of(collection, object);
        var known = objects.get(place);
        if (known != null && uid(known).equals(uid(object))) {
            objects.remove(place);
            unindex(place, known);
        }
    }

    /// Takes a whole list; gives what is no longer there.
    synchronized List<JsonObject> replace(Collection<JsonObject> listed) {
        var there = new HashSet<Place>();
        listed.forEach(object -> there.add(Place.of(collection, object)));
        var gone =
                objects.entrySet().stream()
                        .filter(entry -> !there.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        gone.forEach(this::forget);
        listed.forEach(this::observe);
        return gone;
    }

    private void unindex(Place place, @Nullable JsonObject known) {
        if (known == null) {
            return;
        }
        owner(known)
                .ifPresent(uid ->
                        byOwner.computeIfPresent(
                                uid,
                                (_, places) -> {
                                    places.remove(place);
                                    return places.isEmpty() ? null : places;
                                }));
    }

    static String uid(JsonObject object) {
        return Trees.text(object, "metadata", "uid");
    }

    private static long revision(JsonObject object) {
        return Long.parseLong(Trees.text(object, "metadata", "resourceVersion"));
    }

    private static Optional<String> owner(JsonObject object) {
        return controller(object).map(it -> Trees.text(it, "uid"));
    }

    /// The owner that controls it.
    static Optional<JsonObject> controller(JsonObject object) {
        return Trees.listAt(object, "metadata", "ownerReferences").stream()
                .map(it -> it.asJsonObject())
                .filter(it -> Trees.isTrue(it, "controller"))
                .findFirst();
    }
}
