// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.pushwire.kafka.BoundedRead;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.listener.export.ExportFailedException;
import io.pushwire.listener.export.Order;
import io.pushwire.listener.export.RecordLog;
import io.pushwire.listener.export.Span;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The topics, read beside those who write them.
public final class TopicLog implements RecordLog {

    private static final Map<String, String> SETTINGS =
            Map.of(
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");

    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;

    public TopicLog(KafkaClients clients) {
        admin = clients.admin();
        try {
            consumer = clients.reader(SETTINGS);
        } catch (KafkaException unusable) {
            admin.close();
            throw away("its topics", unusable);
        }
    }

    @Override
    public String clusterId() {
        return String.valueOf(ask("its id", () -> admin.describeCluster().clusterId().get()));
    }

    @Override
    public List<Extent> extents(Order order) {
        return ask(
                "its topics",
                () -> {
                    List<String> names =
                            admin.listTopics().names().get().stream()
                                    .filter(name -> order.patternOf(name).isPresent())
                                    .toList();
                    return extents(order, admin.describeTopics(names).allTopicNames().get());
                });
    }

    private List<Extent> extents(Order order, Map<String, TopicDescription> topics)
            throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions =
                topics.values().stream()
                        .flatMap(TopicLog::partitions)
                        .sorted(
                                Comparator.comparing(TopicPartition::topic)
                                        .thenComparingInt(TopicPartition::partition))
                        .toList();
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> firsts =
                order.from().isEmpty() ? begins : at(order.from().get(), ends);
        Map<TopicPartition, Long> nexts = order.to().isEmpty() ? ends : at(order.to().get(), ends);
        return partitions.stream()
                .map(at -> {
                    var kept = new Span(offset(begins, at), offset(ends, at));
                    long first = Math.max(kept.first(), offset(firsts, at));
                    long next = Math.max(first, offset(nexts, at));
                    return new Extent(
                            at.topic(),
                            Objects.requireNonNull(topics.get(at.topic())).topicId().toString(),
                            at.partition(),
                            kept,
                            new Span(first, next));
                })
                .toList();
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(one -> new TopicPartition(topic.name(), one.partition()));
    }

    /// The first offset of that time or later, and never one that came after the ends were noted.
    private Map<TopicPartition, Long> at(Instant time, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> found =
                new HashMap<>(offsets(ends.keySet(), OffsetSpec.forTimestamp(time.toEpochMilli())));
        ends.forEach((at, end) ->
                found.merge(at, end, (there, last) -> there < 0 ? last : Math.min(last, there)));
        return found;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> of, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        var offsets = new HashMap<TopicPartition, Long>();
        admin.listOffsets(of.stream().collect(Collectors.toMap(at -> at, _ -> spec)))
                .all()
                .get()
                .forEach((at, found) -> offsets.put(at, found.offset()));
        return offsets;
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition at) {
        return offsets.getOrDefault(at, 0L);
    }

    @Override
    public void read(Extent extent, Span span, Sink sink) throws IOException {
        var at = new TopicPartition(extent.topic(), extent.partition());
        long kept =
                ask(extent.name(), () -> offset(offsets(List.of(at), OffsetSpec.earliest()), at));
        var read =
                new BoundedRead(
                        consumer,
                        Map.of(at, Math.max(kept, span.first())),
                        Map.of(at, span.next()));
        try {
            read.run(found -> taken(sink, found));
        } catch (UncheckedIOException full) {
            throw full.getCause();
        } catch (OffsetOutOfRangeException deleted) {
            throw new ExportFailedException(
                    "records of %s were deleted by its retention while they were read: run it again"
                            .formatted(extent.name()),
                    deleted);
        } catch (KafkaException away) {
            throw away(extent.name(), away);
        }
    }

    private static boolean taken(Sink sink, ConsumerRecord<byte[], byte[]> found) {
        try {
            sink.take(RowReader.row(found));
            return true;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /// Asks Kafka.
    @FunctionalInterface
    private interface Question<T> {
        T answer() throws ExecutionException, InterruptedException;
    }

    private static <T> T ask(String what, Question<T> question) {
        try {
            return question.answer();
        } catch (ExecutionException failed) {
            throw away(what, failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw away(what, stopping);
        } catch (KafkaException away) {
            throw away(what, away);
        }
    }

    private static ExportFailedException away(String what, Throwable cause) {
        return new ExportFailedException(
                "Tried to read %s from Kafka but %s; see pushwire.kafka.bootstrap-servers"
                        .formatted(what, cause.getMessage()),
                cause);
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
