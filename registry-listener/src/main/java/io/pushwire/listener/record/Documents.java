// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.event.ImageEvent;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.ImageEventCodec;
import io.pushwire.wire.OutcomeCodec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;

/// What a record is in the index.
final class Documents {

    // Lucene refuses longer terms.
    private static final int LONGEST_TERM = 8_000;

    private Documents() {}

    static Document event(ConsumerRecord<byte[], byte[]> next) {
        return switch (ImageEventCodec.read(next)) {
            case Decoded.Understood<ImageEvent>(var event) -> event(next, event);
            case Decoded.NotUnderstood<ImageEvent>(var reason) ->
                    unreadable(next, Names.EVENT_DOC, reason);
        };
    }

    /// An outcome's cluster is its topic's, to which nobody else may write; on the misses of all
    /// clusters it is what the record says.
    static Document outcome(ConsumerRecord<byte[], byte[]> next) {
        Optional<String> cluster = Topics.clusterOfOutcomes(next.topic());
        Document doc =
                switch (OutcomeCodec.read(next)) {
                    case Decoded.Understood<Outcome>(var outcome)
                            when cluster.isEmpty() || cluster.get().equals(outcome.cluster()) ->
                            outcome(next, outcome);
                    case Decoded.Understood<Outcome>(var outcome) ->
                            unreadable(
                                    next,
                                    Names.OUTCOME_DOC,
                                    "it says that it is of cluster " + outcome.cluster());
                    case Decoded.NotUnderstood<Outcome>(var reason) ->
                            unreadable(next, Names.OUTCOME_DOC, reason);
                };
        if (doc.getField(Names.CLUSTER) == null) {
            cluster.ifPresent(name -> add(doc, Names.CLUSTER, name));
        }
        return doc;
    }

    static Document letter(ConsumerRecord<byte[], byte[]> next) {
        try {
            Letters.Summary summary = Letters.summary(next.value());
            Document doc =
                    told(next, Names.LETTER_DOC, summary.data().getBytes(StandardCharsets.UTF_8));
            String source = summary.source();
            if (source != null) {
                add(doc, Names.SOURCE, source);
            }
            return doc;
        } catch (IOException broken) {
            return unreadable(next, Names.LETTER_DOC, "not understood");
        }
    }

    static String text(Outcome.WorkloadRef workload) {
        return workload.kind() + "/" + workload.namespace() + "/" + workload.name();
    }

    private static Document event(ConsumerRecord<byte[], byte[]> next, ImageEvent event) {
        Document doc = told(next, Names.EVENT_DOC, next.value());
        image(doc, event.image());
        add(doc, Names.SOURCE, event.announcement().origin().source());
        event.announcement().origin().actor().ifPresent(actor -> add(doc, Names.ACTOR, actor));
        digest(event).ifPresent(digest -> add(doc, Names.DIGEST, digest.value()));
        return doc;
    }

    private static Optional<Digest> digest(ImageEvent event) {
        return switch (event) {
            case ImageEvent.Located located -> Optional.of(located.digest());
            case ImageEvent.Announced announced -> announced.claimed();
            case ImageEvent.Deleted _ -> Optional.empty();
        };
    }

    private static Document outcome(ConsumerRecord<byte[], byte[]> next, Outcome outcome) {
        Document doc = told(next, Names.OUTCOME_DOC, next.value());
        ImageTag.parse(outcome.cause().image()).ifPresent(image -> image(doc, image));
        add(doc, Names.CLUSTER, outcome.cluster());
        add(doc, Names.KIND, outcome.kind().name());
        add(doc, Names.EVENT, outcome.cause().eventId());
        outcome.cause().digest().ifPresent(digest -> add(doc, Names.DIGEST, digest.value()));
        outcome.workload()
                .ifPresent(workload -> {
                    String name = text(workload);
                    add(doc, Names.WORKLOAD, name);
                    containers(outcome)
                            .map(container -> new Slot(outcome.cluster(), name, container))
                            .forEach(slot ->
                                    doc.add(
                                            new SortedSetDocValuesField(
                                                    Names.SLOT, new BytesRef(slot.text()))));
                });
        running(doc, outcome);
        return doc;
    }

    private static void running(Document doc, Outcome outcome) {
        var lines = new ArrayList<String>();
        for (Outcome.Running running : outcome.running()) {
            running.imageIds().stream()
                    .flatMap(Documents::digestIn)
                    .map(digest -> running.container() + " " + digest)
                    .forEach(lines::add);
        }
        lines.stream()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .distinct()
                .forEach(digest -> add(doc, Names.RUNNING, digest));
        if (!lines.isEmpty()) {
            doc.add(new BinaryDocValuesField(Names.RAN, new BytesRef(String.join("\n", lines))));
        }
    }

    private static Stream<String> containers(Outcome outcome) {
        return Kinds.ROLLED.contains(outcome.kind())
                ? outcome.changes().stream().map(Outcome.Change::container)
                : outcome.running().stream().map(Outcome.Running::container);
    }

    /// What a container runtime says that it runs is mostly `repository@digest`, or a digest.
    static Stream<String> digestIn(String imageId) {
        return Digest.parse(imageId.substring(imageId.lastIndexOf('@') + 1)).stream()
                .map(Digest::value);
    }

    /// What is kept of it is where it stands and why it is not understood; of its key only a tag.
    static Document unreadable(ConsumerRecord<byte[], byte[]> next, String kind, String reason) {
        Document doc = base(next, kind);
        ImageTag.parse(keyText(next)).ifPresent(image -> image(doc, image));
        doc.add(new StoredField(Names.UNREADABLE, reason));
        return doc;
    }

    private static Document told(ConsumerRecord<byte[], byte[]> next, String kind, byte[] data) {
        Document doc = base(next, kind);
        doc.add(new StoredField(Names.DATA, data));
        header(next, "ce_id").ifPresent(id -> doc.add(new StoredField(Names.ID, id)));
        header(next, "ce_type").ifPresent(type -> doc.add(new StoredField(Names.TYPE, type)));
        return doc;
    }

    static Document base(ConsumerRecord<byte[], byte[]> next, String kind) {
        var doc = new Document();
        add(doc, Names.DOC, kind);
        add(doc, Names.TOPIC, next.topic());
        doc.add(new SortedDocValuesField(Names.TOPIC, new BytesRef(next.topic())));
        add(doc, Names.LOG, log(next.topic(), next.partition()));
        doc.add(new NumericDocValuesField(Names.PARTITION, next.partition()));
        doc.add(new LongField(Names.OFFSET, next.offset(), Store.NO));
        doc.add(new LongField(Names.TIME, next.timestamp(), Store.NO));
        return doc;
    }

    static String log(String topic, int partition) {
        return topic + "/" + partition;
    }

    private static void image(Document doc, ImageTag image) {
        doc.add(new StringField(Names.IMAGE, image.toString(), Store.YES));
        add(doc, Names.REPOSITORY, repository(image));
    }

    static String repository(ImageTag image) {
        return image.host() + "/" + image.repository();
    }

    static void add(Document doc, String field, String value) {
        if (value.length() < LONGEST_TERM) {
            doc.add(new StringField(field, value, Store.NO));
        }
    }

    static String keyText(ConsumerRecord<byte[], byte[]> next) {
        return next.key() == null ? "" : new String(next.key(), StandardCharsets.UTF_8);
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> next, String name) {
        Header header = next.headers().lastHeader(name);
        return header == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
