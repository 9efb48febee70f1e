// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import org.apache.kafka.common.TopicPartition;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The index and how far each partition is in it: both are in the same commit, so they cannot
/// disagree. Documents are added by several threads, everything else is done by one, while none of
/// these runs; searched by many.
final class RecordIndex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordIndex.class);
    private static final String NEXT = "next/";
    private static final String TOPIC_ID = "id/";

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<String, String> topicIds = new HashMap<>();
    private volatile boolean changed;

    /// What may be searched, with how far it goes.
    private volatile Map<TopicPartition, Long> visible = Map.of();

    RecordIndex(Directory directory, IndexWriter writer, boolean fresh) throws IOException {
        this.directory = directory;
        this.writer = writer;
        Map<String, String> kept = new HashMap<>();
        if (!fresh) {
            writer.getLiveCommitData().forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        }
        kept.forEach((key, value) -> {
            if (key.startsWith(NEXT)) {
                next.put(partition(key.substring(NEXT.length())), Long.parseLong(value));
            } else if (key.startsWith(TOPIC_ID)) {
                topicIds.put(key.substring(TOPIC_ID.length()), value);
            }
        });
        this.searchers = new SearcherManager(writer, null);
    }

    void add(Document document) throws IOException {
        writer.addDocument(document);
        changed = true;
    }

    /// Instead of what has this key.
    void replace(String key, List<Document> documents) throws IOException {
        var term = new Term(Names.KEY, key);
        if (documents.isEmpty()) {
            writer.deleteDocuments(term);
        } else {
            writer.updateDocuments(term, documents);
        }
        changed = true;
    }

    /// The offset that is read next; 0 if none was.
    long next(TopicPartition partition) {
        return next.getOrDefault(partition, 0L);
    }

    void next(TopicPartition partition, long offset) {
        if (next.getOrDefault(partition, -1L) != offset) {
            next.put(partition, offset);
            changed = true;
        }
    }

    /// What Kafka has no more.
    void keepFrom(TopicPartition partition, long begin) throws IOException {
        delete(partition, 0, begin - 1);
    }

    /// What Kafka has lost at the end.
    void keepBelow(TopicPartition partition, long end) throws IOException {
        LOG.warn("{} now ends at {}: what the index has beyond is left", partition, end);
        delete(partition, end, Long.MAX_VALUE);
        next(partition, end);
    }

    private void delete(TopicPartition partition, long first, long last) throws IOException {
        var log = Documents.log(partition.topic(), partition.partition());
        writer.deleteDocuments(
                new BooleanQuery.Builder()
                        .add(new TermQuery(new Term(Names.LOG, log)), Occur.FILTER)
                        .add(LongField.newRangeQuery(Names.OFFSET, first, last), Occur.FILTER)
                        .build());
        changed = true;
    }

    Set<String> topics() {
        return Set.copyOf(topicIds.keySet());
    }

    /// What is in the index of a topic of this name is of this one.
    void isOf(String topic, String id) throws IOException {
        String before = topicIds.get(topic);
        if (id.equals(before)) {
            return;
        }
        if (before != null) {
            LOG.warn("topic {} is another one than before: its part is built anew", topic);
            forget(topic);
        }
        topicIds.put(topic, id);
        changed = true;
    }

    /// Everything of a topic.
    void forget(String topic) throws IOException {
        writer.deleteDocuments(new Term(Names.TOPIC, topic));
        next.keySet().removeIf(partition -> partition.topic().equals(topic));
        topicIds.remove(topic);
        changed = true;
    }

    /// Makes what was added so far visible.
    void refresh() throws IOException {
        Map<TopicPartition, Long> upTo = Map.copyOf(next);
        searchers.maybeRefreshBlocking();
        visible = upTo;
    }

    /// Makes what was added so far durable.
    void commit() throws IOException {
        if (!changed) {
            return;
        }
        Map<String, String> data = new HashMap<>();
        data.put(IndexFolder.FORMAT_KEY, IndexFolder.FORMAT);
        next.forEach((partition, offset) ->
                data.put(
                        NEXT + Documents.log(partition.topic(), partition.partition()),
                        offset.toString()));
        topicIds.forEach((topic, id) -> data.put(TOPIC_ID + topic, id));
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
        changed = false;
    }

    /// To be closed soon: as long as it is open, its files stay.
    Snapshot snapshot() throws IOException {
        // In this order, so that everything below the offsets is in what is searched.
        Map<TopicPartition, Long> upTo = visible;
        IndexSearcher searcher = searchers.acquire();
        return new Snapshot(searcher.getIndexReader(), upTo, () -> searchers.release(searcher));
    }

    int size() {
        return writer.getDocStats().numDocs;
    }

    /// What was not committed is read from Kafka again.
    @Override
    public void close() throws IOException {
        try (directory;
                writer) {
            searchers.close();
        }
    }

    private static TopicPartition partition(String log) {
        int slash = log.lastIndexOf('/');
        return new TopicPartition(
                log.substring(0, slash), Integer.parseInt(log.substring(slash + 1)));
    }
}
