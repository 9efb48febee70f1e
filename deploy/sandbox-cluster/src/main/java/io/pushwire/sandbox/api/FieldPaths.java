// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which fields differ between two trees, in the spelling of `fieldsV1`: `f:image`,
/// `k:{"name":"web"}`. Lists whose items all have a name are told apart by it, other lists are one
/// field.
final class FieldPaths {
    private static final Set<String> NOBODYS =
            Set.of(
                    "resourceVersion",
                    "uid",
                    "creationTimestamp",
                    "deletionTimestamp",
                    "generation",
                    "managedFields",
                    "selfLink",
                    "name",
                    "namespace");

    private FieldPaths() {}

    /// The paths of all leaves that were added, changed or removed, and whether they are there now.
    static Map<List<String>, Boolean> changed(JsonObject before, JsonObject after) {
        var found = new LinkedHashMap<List<String>, Boolean>();
        compare(owned(before), owned(after), List.of(), found);
        return found;
    }

    private static JsonObject owned(JsonObject tree) {
        var metadata = Trees.builder();
        Trees.objectAt(tree, "metadata")
                .forEach((key, value) -> {
                    if (!NOBODYS.contains(key)) {
                        metadata.add(key, value);
                    }
                });
        return Trees.builder(tree)
                .remove("apiVersion")
                .remove("kind")
                .add("metadata", metadata)
                .build();
    }

    private static void compare(
            JsonValue before,
            JsonValue after,
            List<String> path,
            Map<List<String>, Boolean> found) {
        if (before.equals(after)) {
            return;
        }
        var old = children(before);
        var young = children(after);
        if (old.isEmpty() && young.isEmpty()) {
            found.put(path, !after.equals(JsonValue.NULL));
            return;
        }
        var keys = new LinkedHashSet<>(old.orElse(Map.of()).keySet());
        keys.addAll(young.orElse(Map.of()).keySet());
        for (var key : keys) {
            var deeper = new ArrayList<>(path);
            deeper.add(key);
            compare(
                    old.orElse(Map.of()).getOrDefault(key, JsonValue.NULL),
                    young.orElse(Map.of()).getOrDefault(key, JsonValue.NULL),
                    deeper,
                    found);
        }
    }

    /// Empty for a leaf.
    private static Optional<Map<String, JsonValue>> children(JsonValue value) {
        var children = new LinkedHashMap<String, JsonValue>();
        switch (value) {
            case JsonObject object -> object.forEach((key, item) -> children.put("f:" + key, item));
            case JsonArray array when isNamed(array) ->
                    array.forEach(item ->
                            children.put(
                                    "k:{\"name\":" + item.asJsonObject().get("name") + "}", item));
            default -> {}
        }
        return children.isEmpty() ? Optional.empty() : Optional.of(children);
    }

    private static boolean isNamed(JsonArray array) {
        return array.stream()
                .allMatch(item ->
                        item instanceof JsonObject object && !Trees.text(object, "name").isEmpty());
    }

    static Set<List<String>> ofFieldsV1(JsonObject fields) {
        var found = new LinkedHashSet<List<String>>();
        collect(fields, List.of(), found);
        return found;
    }

    private static void collect(JsonObject fields, List<String> path, Set<List<String>> found) {
        if (fields.isEmpty() && !path.isEmpty()) {
            found.add(path);
        }
        fields.forEach((key, value) -> {
            var deeper = new ArrayList<>(path);
            deeper.add(key);
            collect(value.asJsonObject(), deeper, found);
        });
    }

    static JsonObject toFieldsV1(Set<List<String>> paths) {
        var children = new LinkedHashMap<String, Set<List<String>>>();
        for (var path : paths) {
            if (!path.isEmpty()) {
                children.computeIfAbsent(path.getFirst(), _ -> new LinkedHashSet<>())
                        .add(path.subList(1, path.size()));
            }
        }
        var fields = Trees.builder();
        children.forEach((key, rest) -> fields.add(key, toFieldsV1(rest)));
        return fields.build();
    }
}
