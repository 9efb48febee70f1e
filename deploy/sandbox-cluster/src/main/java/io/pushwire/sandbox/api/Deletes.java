// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.Decision;
import io.pushwire.sandbox.store.Reference;
import io.pushwire.sandbox.store.ResourceTypes;
import io.pushwire.sandbox.store.StoredObject;

import jakarta.json.JsonObject;

import java.util.Optional;
import java.util.function.Function;

/// Delete, with what hangs on the deleted object. Pods go at once: no kubelet has to agree.
final class Deletes {
    private final Cluster cluster;

    Deletes(Cluster cluster) {
        this.cluster = cluster;
    }

    /// Gives the object as it was, or as it waits for its finalizers.
    ///
    /// @param options a `DeleteOptions`, or an empty object
    StoredObject delete(Target target, JsonObject options, boolean dryRun) {
        var gone =
                cluster.store()
                        .write(
                                EventForms.storage(target.type()),
                                target.key(),
                                current -> decide(target, options, dryRun, current))
                        .orElseThrow(() -> Refusal.notFound(target.type(), target.name()));
        var isGone = cluster.store().get(EventForms.storage(target.type()), target.key()).isEmpty();
        if (isGone) {
            followers(target, gone, Trees.text(options, "propagationPolicy").equals("Orphan"));
        }
        return gone;
    }

    private Decision decide(
            Target target, JsonObject options, boolean dryRun, Optional<StoredObject> current) {
        var tree = current.orElseThrow(() -> Refusal.notFound(target.type(), target.name())).tree();
        precondition(target, options, tree, "uid", "UID");
        precondition(target, options, tree, "resourceVersion", "ResourceVersion");
        if (dryRun) {
            return new Decision.Keep();
        }
        if (Trees.listAt(tree, "metadata", "finalizers").isEmpty()) {
            return new Decision.Remove();
        }
        return Trees.at(tree, "metadata", "deletionTimestamp").isPresent()
                ? new Decision.Keep()
                : new Decision.Put(
                        Trees.with(
                                tree,
                                Trees.string(cluster.now()),
                                "metadata",
                                "deletionTimestamp"));
    }

    private static void precondition(
            Target target, JsonObject options, JsonObject tree, String field, String spoken) {
        var wanted = Trees.text(options, "preconditions", field);
        var present = Trees.text(tree, "metadata", field);
        if (!wanted.isEmpty() && !wanted.equals(present)) {
            throw Refusal.conflict(
                    target.type(),
                    target.name(),
                    "Precondition failed: %s in precondition: %s, %s in object meta: %s"
                            .formatted(spoken, wanted, spoken, present));
        }
    }

    private void followers(Target target, StoredObject gone, boolean orphan) {
        for (var dependent : cluster.store().dependentsOf(gone.uid())) {
            if (orphan) {
                change(dependent, it -> new Decision.Put(withoutOwner(it.tree(), gone.uid())));
            } else {
                remove(dependent);
            }
        }
        if (target.type().equals(ResourceTypes.DEFINITIONS)) {
            var defined = Definitions.defined(gone.tree());
            cluster.types().unregister(defined);
            cluster.store().list(defined, "").items().stream()
                    .map(it -> new Reference(defined, it.key()))
                    .forEach(this::remove);
        }
        if (target.type().equals(ResourceTypes.NAMESPACES)) {
            cluster.types().all().stream()
                    .filter(type -> type.namespaced() && !EventForms.isNew(type))
                    .flatMap(type ->
                            cluster.store().list(type, target.name()).items().stream()
                                    .map(it -> new Reference(type, it.key())))
                    .forEach(this::remove);
        }
    }

    private void remove(Reference reference) {
        var removed = change(reference, _ -> new Decision.Remove());
        removed.ifPresent(gone -> cluster.store().dependentsOf(gone.uid()).forEach(this::remove));
    }

    private Optional<StoredObject> change(
            Reference reference, Function<StoredObject, Decision> decide) {
        return cluster.store()
                .write(
                        reference.type(),
                        reference.key(),
                        current -> current.map(decide).orElseGet(Decision.Keep::new));
    }

    private static JsonObject withoutOwner(JsonObject tree, String uid) {
        var left = Trees.list();
        Trees.listAt(tree, "metadata", "ownerReferences").stream()
                .filter(owner -> !Trees.text(owner.asJsonObject(), "uid").equals(uid))
                .forEach(left::add);
        return Trees.with(tree, left.build(), "metadata", "ownerReferences");
    }
}
