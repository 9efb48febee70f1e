// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.Pages;
import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.StoredObject;

import jakarta.json.JsonObject;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whole objects, from the bytes that are kept with each version.
record PlainForm() implements Form {
    @Override
    public byte[] one(ResourceType type, StoredObject object) {
        return EventForms.isNew(type)
                ? Trees.bytes(EventForms.shown(type, object.tree()))
                : object.json();
    }

    @Override
    public byte[] watched(ResourceType type, StoredObject object, boolean isFirst) {
        return one(type, object);
    }

    @Override
    public List<byte[]> list(ResourceType type, Pages.Page page, boolean isAll) {
        var objects = page.items().stream().map(object -> item(type, one(type, object))).toList();
        return joined(type.kind() + "List", type.apiVersion(), metadata(page, isAll), objects);
    }

    /// The real server leaves version and kind out of the items of its own kinds, and clients that
    /// count on them there would only work here.
    private static byte[] item(ResourceType type, byte[] json) {
        var opening =
                "{\"apiVersion\":\"%s\",\"kind\":\"%s\","
                        .formatted(type.apiVersion(), type.kind())
                        .getBytes(UTF_8);
        var starts =
                json.length > opening.length
                        && Arrays.equals(json, 0, opening.length, opening, 0, opening.length);
        if (type.isCustom() || !starts) {
            return json;
        }
        var bare = Arrays.copyOfRange(json, opening.length - 1, json.length);
        bare[0] = '{';
        return bare;
    }

    static JsonObject metadata(Pages.Page page, boolean isAll) {
        var metadata = Trees.builder().add("resourceVersion", "" + page.revision());
        if (!page.token().isEmpty()) {
            metadata.add("continue", page.token());
            if (isAll) {
                metadata.add("remainingItemCount", page.left());
            }
        }
        return metadata.build();
    }

    /// A list object around objects that are printed already.
    static List<byte[]> joined(
            String kind, String apiVersion, JsonObject metadata, List<byte[]> objects) {
        var chunks = new ArrayList<byte[]>(2 * objects.size() + 2);
        var head =
                "{\"kind\":\"%s\",\"apiVersion\":\"%s\",\"metadata\":%s,\"items\":["
                        .formatted(kind, apiVersion, metadata);
        chunks.add(head.getBytes(UTF_8));
        var comma = ",".getBytes(UTF_8);
        for (var i = 0; i < objects.size(); i++) {
            if (i > 0) {
                chunks.add(comma);
            }
            chunks.add(objects.get(i));
        }
        chunks.add("]}".getBytes(UTF_8));
        return chunks;
    }
}
