// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Who wrote which field last, as `metadata.managedFields` tells it. The last entry is the last
/// writer.
final class ManagedFields {
    private ManagedFields() {}

    /// The new tree, with what this write changed given to its writer and taken from all others.
    ///
    /// @param subresource empty, `status` or `scale`
    static JsonObject record(
            JsonObject before, JsonObject after, String manager, String subresource, String time) {
        var difference = FieldPaths.changed(before, after);
        var changed = difference.keySet();
        if (changed.isEmpty()) {
            return after;
        }
        var own = new LinkedHashSet<List<String>>();
        var entries = Trees.list();
        for (var value : known(before, after)) {
            var entry = value.asJsonObject();
            var paths = FieldPaths.ofFieldsV1(Trees.objectAt(entry, "fieldsV1"));
            if (isOf(entry, manager, subresource)) {
                own.addAll(paths);
                continue;
            }
            if (lose(paths, changed)) {
                entry = Trees.with(entry, FieldPaths.toFieldsV1(paths), "fieldsV1");
            }
            if (!paths.isEmpty()) {
                entries.add(entry);
            }
        }
        lose(own, changed);
        difference.forEach((path, isThere) -> {
            if (isThere) {
                own.add(path);
            }
        });
        entries.add(entry(after, manager, subresource, time, own));
        return Trees.with(after, entries.build(), "metadata", "managedFields");
    }

    /// What the client sent counts, as with the real server; without any, what was there.
    private static JsonArray known(JsonObject before, JsonObject after) {
        var source = Trees.at(after, "metadata", "managedFields").isPresent() ? after : before;
        return Trees.listAt(source, "metadata", "managedFields").stream()
                .filter(entry -> !Trees.text(entry.asJsonObject(), "manager").isEmpty())
                .collect(Trees::list, (list, entry) -> list.add(entry), (_, _) -> {})
                .build();
    }

    private static boolean isOf(JsonObject entry, String manager, String subresource) {
        return Trees.text(entry, "manager").equals(manager)
                && Trees.text(entry, "operation").equals("Update")
                && Trees.text(entry, "subresource").equals(subresource);
    }

    private static boolean lose(Set<List<String>> paths, Set<List<String>> changed) {
        return paths.removeIf(path ->
                changed.contains(path)
                        || changed.stream().anyMatch(other -> isWithin(path, other)));
    }

    private static boolean isWithin(List<String> path, List<String> parent) {
        return path.size() > parent.size() && path.subList(0, parent.size()).equals(parent);
    }

    private static JsonValue entry(
            JsonObject tree,
            String manager,
            String subresource,
            String time,
            Set<List<String>> paths) {
        var entry =
                Trees.builder()
                        .add("manager", manager)
                        .add("operation", "Update")
                        .add("apiVersion", Trees.text(tree, "apiVersion"))
                        .add("time", time)
                        .add("fieldsType", "FieldsV1")
                        .add("fieldsV1", FieldPaths.toFieldsV1(paths));
        if (!subresource.isEmpty()) {
            entry.add("subresource", subresource);
        }
        return entry.build();
    }
}
