// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.Pages;
import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.StoredObject;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import java.time.Clock;
import java.util.List;

/// The rows that kubectl prints.
///
/// @param includeObject what goes along with each row: `None`, `Object`, else its metadata
record TableForm(Clock clock, String includeObject) implements Form {
    @Override
    public byte[] one(ResourceType type, StoredObject object) {
        return watched(type, object, true);
    }

    @Override
    public byte[] watched(ResourceType type, StoredObject object, boolean isFirst) {
        var metadata = Trees.builder().add("resourceVersion", "" + object.revision()).build();
        return Trees.bytes(table(type, metadata, List.of(object), isFirst));
    }

    @Override
    public List<byte[]> list(ResourceType type, Pages.Page page, boolean isAll) {
        return List.of(
                Trees.bytes(table(type, PlainForm.metadata(page, isAll), page.items(), true)));
    }

    private JsonObject table(
            ResourceType type,
            JsonObject metadata,
            List<StoredObject> objects,
            boolean withColumns) {
        var columns = Columns.of(type);
        var rows = Trees.list();
        objects.forEach(object -> rows.add(row(columns, object)));
        var table =
                Trees.builder()
                        .add("kind", "Table")
                        .add("apiVersion", "meta.k8s.io/v1")
                        .add("metadata", metadata);
        return table.add(
                        "columnDefinitions",
                        withColumns ? definitions(columns) : JsonValue.EMPTY_JSON_ARRAY)
                .add("rows", rows)
                .build();
    }

    private static JsonArray definitions(List<Column> columns) {
        var definitions = Trees.list();
        for (var column : columns) {
            definitions.add(
                    Trees.builder()
                            .add("name", column.name())
                            .add("type", "string")
                            .add("format", column.name().equals("Name") ? "name" : "")
                            .add("description", column.name())
                            .add("priority", column.wide() ? 1 : 0));
        }
        return definitions.build();
    }

    private JsonObject row(List<Column> columns, StoredObject object) {
        var cells = Trees.list();
        var now = clock.instant();
        columns.forEach(column -> cells.add(column.cell().show(object.tree(), now)));
        var row = Trees.builder().add("cells", cells);
        switch (includeObject) {
            case "None" -> {}
            case "Object" -> row.add("object", object.tree());
            default -> row.add("object", MetadataForm.of(object));
        }
        return row.build();
    }
}
