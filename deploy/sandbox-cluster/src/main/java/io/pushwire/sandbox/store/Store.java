// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/// All objects under one lock and one counter of revisions, so that every list is one moment and
/// every write is decided on the version that it replaces.
public final class Store {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Kept> kinds = new HashMap<>();
    private final Owners owners = new Owners();
    private final int historySize;
    private long revision = 1;

    /// @param historySize how many changes of each kind a watch can start behind
    public Store(int historySize) {
        if (historySize < 1) {
            throw new IllegalArgumentException(
                    "The history size must be 1 or more: " + historySize);
        }
        this.historySize = historySize;
    }

    public long revision() {
        return locked(() -> revision);
    }

    public Optional<StoredObject> get(ResourceType type, ObjectKey key) {
        return locked(() -> Optional.ofNullable(kept(type).objects.get(key)));
    }

    /// @param namespace empty for all namespaces
    public Listing list(ResourceType type, String namespace) {
        return locked(() -> {
            var all = kept(type).objects;
            var wanted =
                    namespace.isEmpty()
                            ? all
                            : all.subMap(
                                    new ObjectKey(namespace, ""),
                                    new ObjectKey(namespace + '\0', ""));
            return new Listing(revision, List.copyOf(wanted.values()));
        });
    }

    /// Lets `decide` see the present version and carries out what it says; nothing else is written
    /// meanwhile. What `decide` throws changes nothing.
    ///
    /// Gives the version afterwards; for a removal the last one, under the removal's revision.
    public Optional<StoredObject> write(
            ResourceType type, ObjectKey key, Function<Optional<StoredObject>, Decision> decide) {
        return locked(() -> {
            var before = kept(type).objects.get(key);
            return switch (decide.apply(Optional.ofNullable(before))) {
                case Decision.Keep() -> Optional.ofNullable(before);
                case Decision.Put(var tree) ->
                        Optional.of(put(type, before, new StoredObject(key, ++revision, tree)));
                case Decision.Remove() -> Optional.ofNullable(before).map(it -> remove(type, it));
            };
        });
    }

    private StoredObject put(ResourceType type, @Nullable StoredObject before, StoredObject after) {
        var kept = kept(type);
        kept.objects.put(after.key(), after);
        owners.replaced(new Reference(type, after.key()), before, after);
        kept.record(before == null ? new Change.Added(after) : new Change.Modified(before, after));
        return after;
    }

    private StoredObject remove(ResourceType type, StoredObject before) {
        var kept = kept(type);
        var last = new StoredObject(before.key(), ++revision, before.tree());
        kept.objects.remove(before.key());
        owners.replaced(new Reference(type, before.key()), before, null);
        kept.record(new Change.Deleted(last));
        return last;
    }

    /// The objects that name `uid` as an owner.
    public List<Reference> dependentsOf(String uid) {
        return locked(() -> owners.of(uid));
    }

    /// Follows a kind from a revision on; throws [HistoryExpiredException] when that is too old.
    public Cursor follow(ResourceType type, long afterRevision) {
        return locked(() -> {
            var kept = kept(type);
            return new Cursor(
                    lock, kept, kept.history.positionAfter(afterRevision), () -> revision);
        });
    }

    /// From now on every older revision is too old for a watch, as after a compaction.
    public void forgetHistory() {
        locked(() -> {
            kinds.values().forEach(kept -> kept.history.forget(revision));
            return revision;
        });
    }

    private Kept kept(ResourceType type) {
        return kinds.computeIfAbsent(type.qualifiedPlural(), _ -> new Kept(historySize, lock));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
