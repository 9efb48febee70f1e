// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// One version of one object. Its JSON is printed at most once, however many lists and watches send
/// it.
public final class StoredObject {
    private final ObjectKey key;
    private final long revision;
    private final JsonObject tree;
    private volatile byte @Nullable [] json;
    private volatile @Nullable Map<String, String> labels;

    StoredObject(ObjectKey key, long revision, JsonObject tree) {
        this.key = key;
        this.revision = revision;
        this.tree = Trees.with(tree, Trees.string("" + revision), "metadata", "resourceVersion");
    }

    public ObjectKey key() {
        return key;
    }

    public long revision() {
        return revision;
    }

    public JsonObject tree() {
        return tree;
    }

    public String uid() {
        return Trees.text(tree, "metadata", "uid");
    }

    /// The same object under another revision.
    public StoredObject under(long other) {
        return new StoredObject(key, other, tree);
    }

    /// Shared: nobody writes into it.
    public byte[] json() {
        var printed = json;
        if (printed == null) {
            printed = Trees.bytes(tree);
            json = printed;
        }
        return printed;
    }

    public Map<String, String> labels() {
        var read = labels;
        if (read == null) {
            read = Map.copyOf(Trees.stringMap(tree, "metadata", "labels"));
            labels = read;
        }
        return read;
    }
}
