// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.listener.access.Sight;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Events and outcomes in the order of their [Spot]s. What is added later never moves what comes
/// behind a spot.
public final class Listing {

    // An answer is in memory as a whole.
    private static final int LARGEST = 8 * 1024 * 1024;

    private final Snapshot snapshot;

    public Listing(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// @throws BadQuestionException if it cannot be asked like this
    /// @throws TooLongException if the search took longer than it may
    public Page<Entry, Spot> page(What what, Filter filter, Sight sight, Paging paging)
            throws IOException {
        return page(Queries.told(what, filter, sight).build(), paging);
    }

    Page<Entry, Spot> page(Query query, Paging paging) throws IOException {
        IndexSearcher searcher = snapshot.searcher(paging.longest());
        int last = searcher.getIndexReader().maxDoc() - 1;
        if (last < 0) {
            return new Page<>(List.of(), Optional.empty());
        }
        int wanted = paging.limit() + 1;
        // Of two equal ones, which are the same record, none comes behind the other.
        FieldDoc after = paging.after().map(spot -> after(spot, last)).orElse(null);
        var found =
                searcher.search(
                        query,
                        new TopFieldCollectorManager(
                                order(paging.newestFirst()), wanted, after, 1));
        if (searcher.timedOut()) {
            throw new TooLongException();
        }
        return page(searcher.storedFields(), found.scoreDocs, paging.limit());
    }

    private static Page<Entry, Spot> page(StoredFields stored, ScoreDoc[] found, int limit)
            throws IOException {
        List<Entry> entries = new ArrayList<>();
        int size = 0;
        for (ScoreDoc doc : found) {
            if (entries.size() == limit || size > LARGEST) {
                return new Page<>(entries, Optional.of(entries.getLast().spot()));
            }
            Entry entry = entry(stored.document(doc.doc), spot((FieldDoc) doc, 0, 1, 2, 3));
            size += entry.size();
            entries.add(entry);
        }
        return new Page<>(entries, Optional.empty());
    }

    static Entry entry(Document doc, Spot spot) {
        BytesRef data = doc.getBinaryValue(Names.DATA);
        return new Entry(
                spot,
                doc.get(Names.ID),
                doc.get(Names.TYPE),
                doc.get(Names.IMAGE),
                data == null ? null : data.utf8ToString(),
                doc.get(Names.UNREADABLE));
    }

    static Sort order(boolean newestFirst) {
        return new Sort(
                LongField.newSortField(Names.TIME, newestFirst, SortedNumericSelector.Type.MIN),
                new SortField(Names.TOPIC, SortField.Type.STRING, newestFirst),
                new SortField(Names.PARTITION, SortField.Type.LONG, newestFirst),
                LongField.newSortField(Names.OFFSET, newestFirst, SortedNumericSelector.Type.MIN));
    }

    /// @param time where it stands among the fields by which was sorted, as the others
    static Spot spot(FieldDoc doc, int time, int topic, int partition, int offset) {
        return new Spot(
                (Long) doc.fields[time],
                ((BytesRef) doc.fields[topic]).utf8ToString(),
                ((Long) doc.fields[partition]).intValue(),
                (Long) doc.fields[offset]);
    }

    private static FieldDoc after(Spot spot, int last) {
        return new FieldDoc(
                last,
                Float.NaN,
                new Object[] {
                    spot.time(), new BytesRef(spot.topic()), (long) spot.partition(), spot.offset()
                });
    }
}
