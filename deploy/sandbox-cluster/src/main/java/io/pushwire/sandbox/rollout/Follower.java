// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.MalformedJsonException;
import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Keeps a [Mirror] true: lists, watches, and lists again when the watch cannot go on.
final class Follower implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final long LONGEST_PAUSE = 3_000;

    private final Api api;
    private final Mirror mirror;
    private final Consumer<JsonObject> changed;
    private final CountDownLatch closed;
    private String revision = "";

    /// @param changed told of every object that came, changed or went
    Follower(Api api, Mirror mirror, Consumer<JsonObject> changed, CountDownLatch closed) {
        this.api = api;
        this.mirror = mirror;
        this.changed = changed;
        this.closed = closed;
    }

    @Override
    public void run() {
        var pause = 50L;
        try {
            while (closed.getCount() > 0) {
                try {
                    if (revision.isEmpty()) {
                        list();
                    }
                    watch();
                    pause = 50;
                } catch (IOException | UncheckedIOException | MalformedJsonException e) {
                    LOG.debug("Tried to follow {} but", mirror.collection(), e);
                    if (closed.await(pause, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                    pause = Math.min(2 * pause, LONGEST_PAUSE);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer following {}", mirror.collection());
        }
    }

    private void list() throws IOException, InterruptedException {
        var all = new ArrayList<JsonObject>();
        var next = "";
        do {
            var page = api.list("/%s?limit=500&continue=%s".formatted(mirror.collection(), next));
            addItems(page, all);
            next = Trees.text(page, "metadata", "continue");
            revision = Trees.text(page, "metadata", "resourceVersion");
        } while (!next.isEmpty());
        mirror.replace(all).forEach(changed);
        all.forEach(changed);
    }

    /// With kind and version, which lists leave out of their items.
    private static void addItems(JsonObject page, List<JsonObject> all) {
        var kind = Trees.text(page, "kind");
        for (var item : Trees.listAt(page, "items")) {
            all.add(
                    Trees.builder(item.asJsonObject())
                            .add("apiVersion", Trees.text(page, "apiVersion"))
                            .add("kind", kind.substring(0, kind.length() - "List".length()))
                            .build());
        }
    }

    private void watch() throws IOException, InterruptedException {
        var path =
                "/%s?watch=true&allowWatchBookmarks=true&timeoutSeconds=300&resourceVersion=%s"
                        .formatted(mirror.collection(), revision);
        try (var lines = api.watch(path).body()) {
            lines.forEach(this::take);
        }
    }

    private void take(String line) {
        var event = Trees.object(line);
        var object = Trees.objectAt(event, "object");
        var type = Trees.text(event, "type");
        if (type.equals("ERROR")) {
            revision = "";
            throw new UncheckedIOException(new IOException("The watch ended with " + object));
        }
        revision = Trees.text(object, "metadata", "resourceVersion");
        switch (type) {
            case "BOOKMARK" -> {}
            case "DELETED" -> {
                mirror.forget(object);
                changed.accept(object);
            }
            default -> {
                mirror.observe(object);
                changed.accept(object);
            }
        }
    }
}
