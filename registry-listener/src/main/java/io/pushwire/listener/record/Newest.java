// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The newest outcome of each [Slot], of those that a query finds.
final class Newest implements CollectorManager<Newest.Slots, Map<Slot, Newest.Outcome>> {

    private Newest() {}

    /// @throws TooLongException if it took longer than it may
    static Map<Slot, Outcome> of(IndexSearcher searcher, Query query) throws IOException {
        Map<Slot, Outcome> found = searcher.search(query, new Newest());
        if (searcher.timedOut()) {
            throw new TooLongException();
        }
        return found;
    }

    /// @param doc its number in the index
    /// @param ran what it saw running: a line with container and digest for each
    record Outcome(Spot spot, int doc, String ran) {

        boolean sawRunning(String container, String digest) {
            return ran.lines().anyMatch((container + " " + digest)::equals);
        }

        Stream<String> digestsOf(String container) {
            String prefix = container + " ";
            return ran.lines()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()));
        }
    }

    @Override
    public Slots newCollector() {
        return new Slots();
    }

    @Override
    public Map<Slot, Outcome> reduce(Collection<Slots> collectors) {
        Map<Slot, Outcome> all = new HashMap<>();
        collectors.forEach(slots ->
                slots.found.forEach((slot, outcome) -> all.merge(slot, outcome, Newest::newer)));
        return all;
    }

    private static Outcome newer(Outcome one, Outcome other) {
        return one.spot().compareTo(other.spot()) < 0 ? other : one;
    }

    static final class Slots implements Collector {

        private final Map<Slot, Outcome> found = new HashMap<>();

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
            return new OfLeaf(leaf, found);
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }

    /// Where the newest one of a slot stands in a part of the index.
    private record Best(int slot, int doc, long time, int topic, long partition, long offset) {

        private static final Comparator<Best> ORDER =
                Comparator.comparingLong(Best::time)
                        .thenComparingInt(Best::topic)
                        .thenComparingLong(Best::partition)
                        .thenComparingLong(Best::offset);
    }

    private static final class OfLeaf implements LeafCollector {

        private final LeafReaderContext leaf;
        private final Map<Slot, Outcome> found;
        private final SortedSetDocValues slots;
        private final SortedNumericDocValues times;
        private final SortedDocValues topics;
        private final NumericDocValues partitions;
        private final SortedNumericDocValues offsets;
        private final @Nullable Best[] best;

        OfLeaf(LeafReaderContext leaf, Map<Slot, Outcome> found) throws IOException {
            this.leaf = leaf;
            this.found = found;
            var reader = leaf.reader();
            slots = DocValues.getSortedSet(reader, Names.SLOT);
            times = DocValues.getSortedNumeric(reader, Names.TIME);
            topics = DocValues.getSorted(reader, Names.TOPIC);
            partitions = DocValues.getNumeric(reader, Names.PARTITION);
            offsets = DocValues.getSortedNumeric(reader, Names.OFFSET);
            best = new Best[Math.toIntExact(slots.getValueCount())];
        }

        @Override
        public void setScorer(Scorable scorer) {}

        @Override
        public void collect(int doc) throws IOException {
            if (!slots.advanceExact(doc)) {
                return;
            }
            times.advanceExact(doc);
            topics.advanceExact(doc);
            partitions.advanceExact(doc);
            offsets.advanceExact(doc);
            long time = times.nextValue();
            long offset = offsets.nextValue();
            for (int i = 0; i < slots.docValueCount(); i++) {
                int slot = (int) slots.nextOrd();
                Best before = best[slot];
                var now =
                        new Best(
                                slot, doc, time, topics.ordValue(), partitions.longValue(), offset);
                if (before == null || Best.ORDER.compare(before, now) < 0) {
                    best[slot] = now;
                }
            }
        }

        @Override
        public void finish() throws IOException {
            BinaryDocValues ran = DocValues.getBinary(leaf.reader(), Names.RAN);
            Best[] inOrder =
                    Arrays.stream(best)
                            .filter(Objects::nonNull)
                            .map(Objects::requireNonNull)
                            .sorted(Comparator.comparingInt(Best::doc))
                            .toArray(Best[]::new);
            for (Best each : inOrder) {
                String saw = ran.advanceExact(each.doc()) ? ran.binaryValue().utf8ToString() : "";
                var spot =
                        new Spot(
                                each.time(),
                                topics.lookupOrd(each.topic()).utf8ToString(),
                                (int) each.partition(),
                                each.offset());
                found.merge(
                        Slot.parse(slots.lookupOrd(each.slot()).utf8ToString()),
                        new Outcome(spot, leaf.docBase + each.doc(), saw),
                        Newest::newer);
            }
        }
    }
}
