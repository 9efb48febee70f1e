// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.Pages;
import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.StoredObject;

import jakarta.json.JsonObject;

import java.util.List;

/// Only names, labels, annotations and the like.
record MetadataForm() implements Form {
    private static final String API_VERSION = "meta.k8s.io/v1";

    static JsonObject of(StoredObject object) {
        return Trees.builder()
                .add("kind", "PartialObjectMetadata")
                .add("apiVersion", API_VERSION)
                .add("metadata", Trees.objectAt(object.tree(), "metadata"))
                .build();
    }

    @Override
    public byte[] one(ResourceType type, StoredObject object) {
        return Trees.bytes(of(object));
    }

    @Override
    public byte[] watched(ResourceType type, StoredObject object, boolean isFirst) {
        return one(type, object);
    }

    @Override
    public List<byte[]> list(ResourceType type, Pages.Page page, boolean isAll) {
        return PlainForm.joined(
                "PartialObjectMetadataList",
                API_VERSION,
                PlainForm.metadata(page, isAll),
                page.items().stream().map(object -> one(type, object)).toList());
    }
}
