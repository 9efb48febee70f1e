// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Reads a field of bytes of everything that a query finds.
final class Uses<T> implements CollectorManager<Uses.Found<T>, List<T>> {

    private final String field;
    private final Function<String, T> parse;

    private Uses(String field, Function<String, T> parse) {
        this.field = field;
        this.parse = parse;
    }

    /// What inventories say.
    ///
    /// @throws TooLongException if it took longer than it may
    static List<Use> of(IndexSearcher searcher, Query query) throws IOException {
        return of(searcher, query, Names.USED, Use::parse);
    }

    /// To which digests tags point.
    ///
    /// @throws TooLongException if it took longer than it may
    static List<String> pointedAt(IndexSearcher searcher, Query query) throws IOException {
        return of(searcher, query, Names.POINTS_AT, digest -> digest);
    }

    private static <T> List<T> of(
            IndexSearcher searcher, Query query, String field, Function<String, T> parse)
            throws IOException {
        List<T> found = searcher.search(query, new Uses<>(field, parse));
        if (searcher.timedOut()) {
            throw new TooLongException();
        }
        return found;
    }

    @Override
    public Found<T> newCollector() {
        return new Found<>(field, parse);
    }

    @Override
    public List<T> reduce(Collection<Found<T>> collectors) {
        return collectors.stream().flatMap(found -> found.values.stream()).toList();
    }

    static final class Found<T> extends SimpleCollector {

        private final String field;
        private final Function<String, T> parse;
        private final List<T> values = new ArrayList<>();
        private BinaryDocValues bytes = DocValues.emptyBinary();

        Found(String field, Function<String, T> parse) {
            this.field = field;
            this.parse = parse;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
            bytes = DocValues.getBinary(leaf.reader(), field);
        }

        @Override
        public void collect(int doc) throws IOException {
            if (bytes.advanceExact(doc)) {
                values.add(parse.apply(bytes.binaryValue().utf8ToString()));
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
