// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.listener.access.Sight;

import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.IndexSearcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What had been rolled by a time: the newest change of each container.
public final class Rolled {

    private final Snapshot snapshot;

    public Rolled(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// @param entry the outcome
    public record Change(Slot slot, Entry entry) {}

    /// @param filter of outcomes, with the cluster and the time
    /// @param after the slot that was answered last
    public Page<Change, Slot> page(
            Filter filter, Sight sight, int limit, Optional<Slot> after, Duration longest)
            throws IOException {
        IndexSearcher searcher = snapshot.searcher(longest);
        var query =
                Queries.told(What.OUTCOMES, filter, sight)
                        .add(Queries.kinds(Kinds.ROLLED), Occur.FILTER)
                        .build();
        var newest = Newest.of(searcher, query);
        List<Slot> wanted =
                newest.keySet().stream()
                        .filter(slot -> after.isEmpty() || slot.compareTo(after.get()) > 0)
                        .sorted()
                        .limit(limit + 1L)
                        .toList();
        StoredFields stored = searcher.storedFields();
        var changes = new ArrayList<Change>();
        for (Slot slot : wanted.subList(0, Math.min(limit, wanted.size()))) {
            Newest.Outcome outcome = newest.get(slot);
            if (outcome != null) {
                changes.add(
                        new Change(
                                slot,
                                Listing.entry(stored.document(outcome.doc()), outcome.spot())));
            }
        }
        return new Page<>(
                changes,
                wanted.size() > limit ? Optional.of(changes.getLast().slot()) : Optional.empty());
    }
}
