// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.kafka.Topics;
import io.pushwire.listener.access.Sight;

import org.apache.kafka.common.TopicPartition;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Events and outcomes in the order in which they arrived: partition by partition, each without a
/// gap.
public final class Arriving {

    private static final int AT_ONCE = 100;
    private static final int PARTITIONS_AT_ONCE = 200;

    private static final Sort ORDER =
            new Sort(
                    new SortField(Names.TOPIC, SortField.Type.STRING),
                    new SortField(Names.PARTITION, SortField.Type.LONG),
                    LongField.newSortField(Names.OFFSET, false, SortedNumericSelector.Type.MIN),
                    LongField.newSortField(Names.TIME, false, SortedNumericSelector.Type.MIN));

    private final Filter filter;
    private final Sight sight;
    private final Duration longest;

    public Arriving(Filter filter, Sight sight, Duration longest) {
        this.filter = filter;
        this.sight = sight;
        this.longest = longest;
    }

    /// @param what whether it is an event or an outcome
    /// @param seen behind it
    public record Item(What what, Entry entry, Seen seen) {}

    /// @param seen behind all of them; more than before even where nothing was found
    public record Batch(List<Item> items, Seen seen) {}

    /// Where those begin who want nothing old.
    public Seen now(Snapshot snapshot) {
        return Seen.of(snapshot, sight);
    }

    /// What came since, some of it if it is much.
    ///
    /// @throws TooLongException if the search took longer than it may
    public Batch next(Snapshot snapshot, Seen before) throws IOException {
        Map<TopicPartition, Long> end = now(snapshot).next();
        List<TopicPartition> behind =
                end.entrySet().stream()
                        .filter(entry ->
                                before.next().getOrDefault(entry.getKey(), 0L) < entry.getValue())
                        .map(Map.Entry::getKey)
                        .sorted(Seen.ORDER)
                        .limit(PARTITIONS_AT_ONCE)
                        .toList();
        if (behind.isEmpty()) {
            return new Batch(List.of(), before);
        }
        IndexSearcher searcher = snapshot.searcher(longest);
        ScoreDoc[] found = searcher.search(query(behind, before, end), AT_ONCE, ORDER).scoreDocs;
        if (searcher.timedOut()) {
            throw new TooLongException();
        }
        var reached = new HashMap<>(before.next());
        List<Item> items = new ArrayList<>();
        for (ScoreDoc doc : found) {
            items.add(item(searcher.storedFields(), (FieldDoc) doc, behind, end, reached));
        }
        if (found.length < AT_ONCE) {
            behind.forEach(partition -> reached.put(partition, end.getOrDefault(partition, 0L)));
        }
        return new Batch(items, new Seen(reached));
    }

    private static Item item(
            StoredFields stored,
            FieldDoc doc,
            List<TopicPartition> behind,
            Map<TopicPartition, Long> end,
            Map<TopicPartition, Long> reached)
            throws IOException {
        Spot spot = Listing.spot(doc, 3, 0, 1, 2);
        var here = new TopicPartition(spot.topic(), spot.partition());
        // What lies before it in this order has been shown.
        for (TopicPartition partition : behind) {
            if (Seen.ORDER.compare(partition, here) < 0) {
                reached.put(partition, end.getOrDefault(partition, 0L));
            }
        }
        reached.put(here, spot.offset() + 1);
        Entry entry = Listing.entry(stored.document(doc.doc), spot);
        What what = spot.topic().equals(Topics.IMAGE_EVENTS) ? What.EVENTS : What.OUTCOMES;
        return new Item(what, entry, new Seen(reached));
    }

    private Query query(List<TopicPartition> behind, Seen before, Map<TopicPartition, Long> end) {
        var logs = new BooleanQuery.Builder();
        for (TopicPartition partition : behind) {
            long first = before.next().getOrDefault(partition, 0L);
            long last = end.getOrDefault(partition, 0L) - 1;
            logs.add(
                    new BooleanQuery.Builder()
                            .add(
                                    Queries.exactly(
                                            Names.LOG,
                                            Documents.log(
                                                    partition.topic(), partition.partition())),
                                    Occur.FILTER)
                            .add(LongField.newRangeQuery(Names.OFFSET, first, last), Occur.FILTER)
                            .build(),
                    Occur.SHOULD);
        }
        var either = new BooleanQuery.Builder();
        for (What what : List.of(What.EVENTS, What.OUTCOMES)) {
            either.add(Queries.told(what, filter, sight).build(), Occur.SHOULD);
        }
        return new BooleanQuery.Builder()
                .add(logs.build(), Occur.FILTER)
                .add(either.build(), Occur.FILTER)
                .build();
    }
}
