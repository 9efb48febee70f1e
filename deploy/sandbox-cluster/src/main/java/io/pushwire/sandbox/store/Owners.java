// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who depends on whom by `ownerReferences`, so that a cascade need not look through everything.
/// Guarded by the lock of [Store].
final class Owners {
    private final Map<String, Set<Reference>> dependents = new HashMap<>();

    void replaced(
            Reference reference, @Nullable StoredObject before, @Nullable StoredObject after) {
        if (before != null) {
            for (var uid : ownersOf(before.tree())) {
                dependents.computeIfPresent(uid, (_, all) -> without(all, reference));
            }
        }
        if (after != null) {
            for (var uid : ownersOf(after.tree())) {
                dependents.computeIfAbsent(uid, _ -> new LinkedHashSet<>()).add(reference);
            }
        }
    }

    List<Reference> of(String uid) {
        return List.copyOf(dependents.getOrDefault(uid, Set.of()));
    }

    private static @Nullable Set<Reference> without(Set<Reference> all, Reference reference) {
        all.remove(reference);
        return all.isEmpty() ? null : all;
    }

    private static List<String> ownersOf(JsonObject tree) {
        return Trees.listAt(tree, "metadata", "ownerReferences").stream()
                .map(owner -> Trees.text(owner.asJsonObject(), "uid"))
                .toList();
    }
}
