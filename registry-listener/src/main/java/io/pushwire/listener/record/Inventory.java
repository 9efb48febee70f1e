// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.image.Glob;
import io.pushwire.listener.access.Sight;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the clusters use now: what the inventories say of pod templates, what the tags in them
/// point at, and what was last seen running.
final class Inventory {

    private final IndexSearcher searcher;
    private final Sight sight;

    Inventory(Snapshot snapshot, Sight sight, Duration longest) {
        this.searcher = snapshot.searcher(longest);
        this.sight = sight;
    }

    /// What is pinned to a digest.
    List<Use> pinnedTo(String digest) throws IOException {
        return uses(Queries.exactly(Names.DIGEST, digest));
    }

    /// What follows one of these tags without a digest.
    List<Use> following(Collection<String> tags) throws IOException {
        return uses(Queries.oneOf(Names.IMAGE, tags)).stream()
                .filter(use -> use.pinned().isEmpty())
                .toList();
    }

    /// Everything in the repositories.
    List<Use> in(Optional<Glob> repositories) throws IOException {
        return repositories.isPresent()
                ? uses(Queries.glob(Names.REPOSITORY, repositories.get()))
                : uses();
    }

    /// The tags that point at a digest, under every spelling.
    Set<String> tagsAt(String digest) throws IOException {
        Query query =
                new BooleanQuery.Builder()
                        .add(Queries.exactly(Names.DOC, Names.TAG_DOC), Occur.FILTER)
                        .add(Queries.exactly(Names.DIGEST, digest), Occur.FILTER)
                        .build();
        Set<String> tags = new HashSet<>();
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc found :
                searcher.search(query, Math.max(1, searcher.count(query))).scoreDocs) {
            Document doc = stored.document(found.doc);
            tags.addAll(List.of(doc.getValues(Names.SPELLING)));
        }
        return tags;
    }

    /// Where a tag points, however it is spelled.
    Optional<String> pointedAt(String tag) throws IOException {
        Query query =
                new BooleanQuery.Builder()
                        .add(Queries.exactly(Names.DOC, Names.TAG_DOC), Occur.FILTER)
                        .add(Queries.exactly(Names.SPELLING, tag), Occur.FILTER)
                        .build();
        return Uses.pointedAt(searcher, query).stream().findFirst();
    }

    /// Containers whose newest rollout was seen to run a digest, and which are in an inventory.
    Map<Use, Newest.Outcome> running(String digest) throws IOException {
        var ran =
                Queries.seen(Names.OUTCOME_DOC, sight)
                        .add(Queries.kinds(Kinds.SEEN), Occur.FILTER)
                        .add(Queries.exactly(Names.RUNNING, digest), Occur.FILTER)
                        .build();
        Set<String> workloads =
                Newest.of(searcher, ran).keySet().stream()
                        .map(Slot::workload)
                        .collect(Collectors.toSet());
        if (workloads.isEmpty()) {
            return Map.of();
        }
        Query those = Queries.oneOf(Names.WORKLOAD, workloads);
        Map<Slot, Newest.Outcome> newest = newestSeen(those);
        Map<Use, Newest.Outcome> running = new HashMap<>();
        for (Use use : uses(those)) {
            Newest.Outcome outcome = newest.get(use.slot());
            if (outcome != null && outcome.sawRunning(use.slot().container(), digest)) {
                running.put(use, outcome);
            }
        }
        return running;
    }

    /// What each container of a cluster was last seen to run.
    Map<Slot, Newest.Outcome> newestSeenIn(String cluster) throws IOException {
        return newestSeen(Queries.exactly(Names.CLUSTER, cluster));
    }

    private Map<Slot, Newest.Outcome> newestSeen(Query where) throws IOException {
        var query =
                Queries.seen(Names.OUTCOME_DOC, sight)
                        .add(Queries.kinds(Kinds.SEEN), Occur.FILTER)
                        .add(where, Occur.FILTER)
                        .build();
        return Newest.of(searcher, query);
    }

    private List<Use> uses(Query... where) throws IOException {
        var query = Queries.seen(Names.USE_DOC, sight);
        for (Query condition : where) {
            query.add(condition, Occur.FILTER);
        }
        return new ArrayList<>(Uses.of(searcher, query.build()));
    }
}
