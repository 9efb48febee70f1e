// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.Change;
import io.pushwire.sandbox.store.Listing;
import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.StoredObject;

import jakarta.json.JsonObject;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// The lines of one watch, as its selectors and its form want them.
final class WatchEvents {
    private final ResourceType type;
    private final Selection selection;
    private final Form form;
    private final boolean bookmarks;
    private boolean sent;

    WatchEvents(ResourceType type, Selection selection, Form form, boolean bookmarks) {
        this.type = type;
        this.selection = selection;
        this.form = form;
        this.bookmarks = bookmarks;
    }

    boolean bookmarks() {
        return bookmarks;
    }

    List<byte[]> initial(Listing listing) {
        var lines = new ArrayList<byte[]>();
        listing.items().stream()
                .filter(selection)
                .forEach(object -> lines.add(line("ADDED", object)));
        return lines;
    }

    List<byte[]> of(List<Change> changes) {
        var lines = new ArrayList<byte[]>();
        changes.forEach(change -> add(change, lines));
        return lines;
    }

    /// For a selector an object comes and goes with what it says, not only with its life.
    private void add(Change change, List<byte[]> lines) {
        var object = change.object();
        switch (change) {
            case Change.Added _ when selection.test(object) -> lines.add(line("ADDED", object));
            case Change.Deleted _ when selection.test(object) -> lines.add(line("DELETED", object));
            case Change.Modified(var before, var after) -> {
                if (selection.test(after)) {
                    lines.add(line(selection.test(before) ? "MODIFIED" : "ADDED", after));
                } else if (selection.test(before)) {
                    lines.add(line("DELETED", before.under(after.revision())));
                }
            }
            default -> {}
        }
    }

    /// @param afterInitial whether it ends the initial events of a streamed list
    byte[] bookmark(long revision, boolean afterInitial) {
        var metadata = Trees.builder().add("resourceVersion", "" + revision);
        if (afterInitial) {
            metadata.add("annotations", Trees.builder().add("k8s.io/initial-events-end", "true"));
        }
        return line(
                "BOOKMARK",
                Trees.bytes(
                        Trees.builder()
                                .add("kind", type.kind())
                                .add("apiVersion", type.apiVersion())
                                .add("metadata", metadata)
                                .build()));
    }

    byte[] error(JsonObject status) {
        return line("ERROR", Trees.bytes(status));
    }

    private byte[] line(String event, StoredObject object) {
        var line = line(event, form.watched(type, object, !sent));
        sent = true;
        return line;
    }

    private static byte[] line(String event, byte[] object) {
        var line = new ByteArrayOutputStream(object.length + 40);
        line.writeBytes("{\"type\":\"%s\",\"object\":".formatted(event).getBytes(UTF_8));
        line.writeBytes(object);
        line.writeBytes("}\n".getBytes(UTF_8));
        return line.toByteArray();
    }
}
