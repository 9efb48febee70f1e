// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.Decision;
import io.pushwire.sandbox.store.ObjectKey;
import io.pushwire.sandbox.store.ResourceTypes;
import io.pushwire.sandbox.store.StoredObject;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Create, update and patch. The patch is applied while the store is locked, so nothing comes
/// between the version that it was tested on and the one that it makes.
final class Writes {
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final Cluster cluster;

    Writes(Cluster cluster) {
        this.cluster = cluster;
    }

    /// Gives the object as it was stored, or as it would have been.
    ///
    /// @param seeded whether the object may bring its status along
    JsonObject create(Target collection, JsonObject body, Writer writer, boolean seeded) {
        var target = named(collection, body);
        var first = Versions.first(target, checked(target, body), cluster.now(), seeded);
        Workloads.validate(target.type(), target.name(), first);
        var managed =
                ManagedFields.record(
                        JsonValue.EMPTY_JSON_OBJECT, first, writer.manager(), "", cluster.now());
        var made = EventForms.stored(target.type(), managed);
        var stored =
                cluster.store()
                        .write(
                                EventForms.storage(target.type()),
                                target.key(),
                                current -> {
                                    if (current.isPresent()) {
                                        throw Refusal.alreadyExists(target.type(), target.name());
                                    }
                                    requireNamespace(target);
                                    return writer.dryRun()
                                            ? new Decision.Keep()
                                            : new Decision.Put(made);
                                });
        return told(target, writer, stored.map(StoredObject::tree).orElse(made));
    }

    /// @param change from the present version to the wanted one; what it throws is the answer
    JsonObject update(Target target, UnaryOperator<JsonObject> change, Writer writer) {
        var type = EventForms.storage(target.type());
        var result = new AtomicReference<JsonObject>(JsonValue.EMPTY_JSON_OBJECT);
        var stored =
                cluster.store()
                        .write(
                                type,
                                target.key(),
                                current -> {
                                    var old = present(target, current.orElse(null));
                                    var next = next(target, old, change, writer);
                                    result.set(next);
                                    return next.equals(old) || writer.dryRun()
                                            ? new Decision.Keep()
                                            : decided(next);
                                });
        return writer.dryRun()
                ? result.get()
                : stored.map(it -> told(target, writer, it.tree())).orElse(result.get());
    }

    /// What the writer is shown; the kind that a definition brings is served from here on.
    private JsonObject told(Target target, Writer writer, JsonObject stored) {
        if (target.type().equals(ResourceTypes.DEFINITIONS) && !writer.dryRun()) {
            cluster.types().register(Definitions.defined(stored));
        }
        return EventForms.shown(target.type(), stored);
    }

    private JsonObject present(Target target, @Nullable StoredObject current) {
        if (current == null) {
            throw Refusal.notFound(target.type(), target.name());
        }
        return current.tree();
    }

    private JsonObject next(
            Target target, JsonObject old, UnaryOperator<JsonObject> change, Writer writer) {
        var wanted = change.apply(EventForms.shown(target.type(), old));
        var next = Versions.next(target, old, EventForms.stored(target.type(), wanted));
        return next.equals(old)
                ? old
                : ManagedFields.record(
                        old, next, writer.manager(), target.subresource(), cluster.now());
    }

    /// An object that only waited for its finalizers goes with the last of them.
    private static Decision decided(JsonObject next) {
        var waiting = Trees.at(next, "metadata", "deletionTimestamp").isPresent();
        return waiting && Trees.listAt(next, "metadata", "finalizers").isEmpty()
                ? new Decision.Remove()
                : new Decision.Put(next);
    }

    private static Target named(Target collection, JsonObject body) {
        var name = Trees.text(body, "metadata", "name");
        var prefix = Trees.text(body, "metadata", "generateName");
        if (name.isEmpty() && prefix.isEmpty()) {
            throw Refusal.invalid(
                    collection.type(),
                    "",
                    "metadata.name",
                    "Required value: name or generateName is required");
        }
        return new Target(
                collection.type(),
                collection.namespace(),
                name.isEmpty() ? prefix + suffix() : name,
                "");
    }

    private static String suffix() {
        return ThreadLocalRandom.current()
                .ints(5, 0, SUFFIX_LETTERS.length())
                .mapToObj(i -> SUFFIX_LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    /// The body with its kind filled in; typed clients leave it out.
    static JsonObject checked(Target target, JsonObject body) {
        var type = target.type();
        var version = Trees.text(body, "apiVersion");
        if (!version.isEmpty() && !version.equals(type.apiVersion())) {
            throw Refusal.badRequest(
                    "the API version in the data (%s) does not match the expected API version (%s)"
                            .formatted(version, type.apiVersion()));
        }
        var kind = Trees.text(body, "kind");
        if (!kind.isEmpty() && !kind.equals(type.kind())) {
            throw Refusal.badRequest(
                    "the kind in the data (%s) does not match the expected kind (%s)"
                            .formatted(kind, type.kind()));
        }
        var namespace = Trees.text(body, "metadata", "namespace");
        if (!namespace.isEmpty() && !namespace.equals(target.namespace())) {
            throw Refusal.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the"
                            + " request");
        }
        return Trees.builder()
                .add("apiVersion", type.apiVersion())
                .add("kind", type.kind())
                .addAll(
                        Trees.builder(body)
                                .add("apiVersion", type.apiVersion())
                                .add("kind", type.kind()))
                .build();
    }

    private void requireNamespace(Target target) {
        if (!target.type().namespaced()) {
            return;
        }
        var namespace =
                cluster.store()
                        .get(ResourceTypes.NAMESPACES, new ObjectKey("", target.namespace()));
        if (namespace.isEmpty()) {
            throw Refusal.notFound(ResourceTypes.NAMESPACES, target.namespace());
        }
    }
}
