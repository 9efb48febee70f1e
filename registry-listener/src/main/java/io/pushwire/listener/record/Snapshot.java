// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import org.apache.kafka.common.TopicPartition;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.IndexSearcher;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// The index as it was at a moment.
public final class Snapshot implements AutoCloseable {

    private final IndexReader reader;
    private final Map<TopicPartition, Long> next;
    private final Release release;

    Snapshot(IndexReader reader, Map<TopicPartition, Long> next, Release release) {
        this.reader = reader;
        this.next = next;
        this.release = release;
    }

    /// Everything below these offsets is in it.
    Map<TopicPartition, Long> next() {
        return next;
    }

    /// @param longest after which a search breaks off
    IndexSearcher searcher(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        var searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        searcher.setTimeout(new Until(end));
        return searcher;
    }

    @Override
    public void close() throws IOException {
        release.release();
    }

    private record Until(long end) implements QueryTimeout {

        @Override
        public boolean shouldExit() {
            return System.nanoTime() - end > 0;
        }
    }

    @FunctionalInterface
    interface Release {
        void release() throws IOException;
    }
}
