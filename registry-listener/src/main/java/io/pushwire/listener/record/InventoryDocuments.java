// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageReference;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.tag.KnownTag;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;

import java.util.ArrayList;
import java.util.List;

/// What a record of a compacted topic is in the index: of each key the newest counts.
final class InventoryDocuments {

    private InventoryDocuments() {}

    /// One for each container.
    static List<Document> uses(
            ConsumerRecord<byte[], byte[]> next, String cluster, TagUse inventory) {
        var docs = new ArrayList<Document>();
        inventory
                .workloads()
                .forEach(workload ->
                        workload.images()
                                .forEach((container, image) -> {
                                    var slot =
                                            new Slot(
                                                    cluster,
                                                    Documents.text(workload.workload()),
                                                    container);
                                    docs.add(use(next, use(slot, inventory.image(), image)));
                                }));
        return docs;
    }

    static Document tag(ConsumerRecord<byte[], byte[]> next, KnownTag tag) {
        Document doc = Documents.base(next, Names.TAG_DOC);
        Documents.add(doc, Names.KEY, key(next));
        tag.hosts().stream()
                .map(host -> tag.image().at(host).toString())
                .forEach(spelling -> doc.add(new StringField(Names.SPELLING, spelling, Store.YES)));
        tag.word()
                .flatMap(KnownTag.Word::digest)
                .ifPresent(digest -> {
                    Documents.add(doc, Names.DIGEST, digest.value());
                    doc.add(
                            new BinaryDocValuesField(
                                    Names.POINTS_AT, new BytesRef(digest.value())));
                });
        return doc;
    }

    /// Of a record of a compacted topic.
    static String key(ConsumerRecord<byte[], byte[]> next) {
        return next.topic() + "\n" + Documents.keyText(next);
    }

    private static Use use(Slot slot, ImageTag tag, String image) {
        return new Use(
                slot,
                Documents.repository(tag),
                tag.toString(),
                image,
                ImageReference.parse(image).flatMap(ImageReference::digest).map(Digest::value));
    }

    private static Document use(ConsumerRecord<byte[], byte[]> next, Use use) {
        Document doc = Documents.base(next, Names.USE_DOC);
        Documents.add(doc, Names.KEY, key(next));
        Documents.add(doc, Names.IMAGE, use.tag());
        Documents.add(doc, Names.REPOSITORY, use.repository());
        Documents.add(doc, Names.CLUSTER, use.slot().cluster());
        Documents.add(doc, Names.WORKLOAD, use.slot().workload());
        use.pinned().ifPresent(digest -> Documents.add(doc, Names.DIGEST, digest));
        doc.add(new BinaryDocValuesField(Names.USED, new BytesRef(use.text())));
        return doc;
    }
}
