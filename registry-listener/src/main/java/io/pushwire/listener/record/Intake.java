// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.inventory.InventoryRecord;
import io.pushwire.inventory.TagUse;
import io.pushwire.kafka.Topics;
import io.pushwire.tag.KnownTag;
import io.pushwire.tag.TagsRecord;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.InventoryCodec;
import io.pushwire.wire.TagsCodec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.lucene.document.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;

/// Puts records into the index. One that cannot be read is there as such, and stops nothing.
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private Intake() {}

    /// Whether records of the topic are in the index.
    static boolean wants(String topic) {
        return isKept(topic) || isCompacted(topic);
    }

    /// Whether only the newest record of each key counts.
    static boolean isCompacted(String topic) {
        return topic.equals(Topics.TAGS) || Topics.clusterOfInventory(topic).isPresent();
    }

    private static boolean isKept(String topic) {
        return topic.equals(Topics.IMAGE_EVENTS)
                || topic.equals(Topics.MISSES)
                || topic.equals(Topics.DEAD_LETTERS)
                || Topics.clusterOfOutcomes(topic).isPresent();
    }

    static void take(RecordIndex index, ConsumerRecord<byte[], byte[]> next) throws IOException {
        if (isCompacted(next.topic())) {
            replace(index, next);
        } else {
            add(index, next);
        }
    }

    private static void add(RecordIndex index, ConsumerRecord<byte[], byte[]> next)
            throws IOException {
        try {
            index.add(document(next));
        } catch (IllegalArgumentException refused) {
            index.add(
                    Documents.unreadable(
                            next,
                            kind(next.topic()),
                            "it cannot be indexed: " + refused.getMessage()));
        }
    }

    private static Document document(ConsumerRecord<byte[], byte[]> next) {
        return switch (kind(next.topic())) {
            case Names.EVENT_DOC -> Documents.event(next);
            case Names.LETTER_DOC -> Documents.letter(next);
            default -> Documents.outcome(next);
        };
    }

    private static String kind(String topic) {
        return switch (topic) {
            case Topics.IMAGE_EVENTS -> Names.EVENT_DOC;
            case Topics.DEAD_LETTERS -> Names.LETTER_DOC;
            default -> Names.OUTCOME_DOC;
        };
    }

    private static void replace(RecordIndex index, ConsumerRecord<byte[], byte[]> next)
            throws IOException {
        if (next.key() == null) {
            return;
        }
        String key = InventoryDocuments.key(next);
        if (next.value() == null) {
            index.replace(key, List.of());
            return;
        }
        try {
            if (next.topic().equals(Topics.TAGS)) {
                if (TagsCodec.read(next) instanceof Decoded.Understood<TagsRecord>(KnownTag tag)) {
                    index.replace(key, List.of(InventoryDocuments.tag(next, tag)));
                }
            } else if (InventoryCodec.read(next)
                    instanceof Decoded.Understood<InventoryRecord>(TagUse use)) {
                String cluster = Topics.clusterOfInventory(next.topic()).orElseThrow();
                index.replace(key, InventoryDocuments.uses(next, cluster, use));
            }
        } catch (IllegalArgumentException refused) {
            LOG.warn("{} is left as it was: {}", key, refused.getMessage());
        }
    }
}
