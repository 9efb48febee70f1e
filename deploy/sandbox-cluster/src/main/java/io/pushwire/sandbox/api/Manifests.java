// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.MalformedJsonException;
import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.json.YamlText;
import io.pushwire.sandbox.store.ObjectKey;
import io.pushwire.sandbox.store.ResourceTypes;

import jakarta.json.JsonObject;

import java.util.List;
import java.util.stream.Stream;

/// Seeds a cluster from manifests. What a client may not do, a seed may: bring a status along, and
/// name a namespace that is not there yet.
public final class Manifests {
    private static final Writer SEEDING = new Writer("sandbox-manifests", false);

    private final Cluster cluster;
    private final Writes writes;

    public Manifests(Cluster cluster) {
        this.cluster = cluster;
        this.writes = new Writes(cluster);
    }

    /// Gives the number of objects; throws [IllegalArgumentException] with the reason for what no
    /// cluster would take. What came before it in the text is stored then.
    public int load(String text) {
        try {
            var objects = YamlText.objects(text).stream().flatMap(Manifests::items).toList();
            objects.forEach(this::create);
            return objects.size();
        } catch (MalformedJsonException | Refusal e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Stream<JsonObject> items(JsonObject document) {
        return Trees.text(document, "kind").endsWith("List")
                ? Trees.listAt(document, "items").stream().map(it -> it.asJsonObject())
                : Stream.of(document);
    }

    private void create(JsonObject object) {
        var apiVersion = Trees.text(object, "apiVersion");
        var kind = Trees.text(object, "kind");
        var type =
                cluster.types()
                        .byKind(apiVersion, kind)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "The sandbox does not serve the kind '%s' of '%s'."
                                                .formatted(kind, apiVersion)));
        var namespace = Trees.text(object, "metadata", "namespace");
        if (type.namespaced() && namespace.isEmpty()) {
            namespace = "default";
        }
        if (type.namespaced()) {
            ensureNamespaces(List.of(namespace));
        }
        var isThere = type.equals(ResourceTypes.NAMESPACES) && exists(object);
        if (!isThere) {
            writes.create(
                    new Target(type, type.namespaced() ? namespace : "", "", ""),
                    object,
                    SEEDING,
                    true);
        }
    }

    private boolean exists(JsonObject namespace) {
        var key = new ObjectKey("", Trees.text(namespace, "metadata", "name"));
        return cluster.store().get(ResourceTypes.NAMESPACES, key).isPresent();
    }

    /// Makes the namespaces that are not there yet.
    public void ensureNamespaces(List<String> names) {
        for (var name : names) {
            var body =
                    Trees.with(
                            Trees.with(
                                    Trees.builder().build(),
                                    Trees.string(name),
                                    "metadata",
                                    "name"),
                            Trees.string(name),
                            "metadata",
                            "labels",
                            "kubernetes.io/metadata.name");
            if (!exists(body)) {
                writes.create(
                        new Target(ResourceTypes.NAMESPACES, "", "", ""), body, SEEDING, true);
            }
        }
    }
}
