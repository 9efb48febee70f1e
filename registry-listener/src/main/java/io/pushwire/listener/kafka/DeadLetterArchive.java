// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.pushwire.kafka.BoundedRead;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.Topics;
import io.pushwire.listener.reception.DeadLetter;
import io.pushwire.listener.redelivery.Archive;
import io.pushwire.listener.redelivery.ArchiveAwayException;
import io.pushwire.listener.redelivery.Found;
import io.pushwire.listener.redelivery.Place;
import io.pushwire.wire.Decoded;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads `pushwire.dead-letters` beside those who write it: it joins no group and commits nothing.
public final class DeadLetterArchive implements Archive {

    private final KafkaClients clients;

    public DeadLetterArchive(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    public void read(Optional<Instant> from, Reader reader) {
        with(consumer -> {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer));
            Map<TopicPartition, Long> begins = begins(consumer, ends, from);
            read(new BoundedRead(consumer, begins, ends), reader);
            return true;
        });
    }

    @Override
    public Optional<Found> at(Place place) {
        return with(consumer -> {
            var partition = new TopicPartition(Topics.DEAD_LETTERS, place.partition());
            List<TopicPartition> there = partitions(consumer);
            if (!there.contains(partition)) {
                return Optional.empty();
            }
            boolean kept =
                    place.offset()
                                    >= consumer.beginningOffsets(there)
                                            .getOrDefault(partition, Long.MAX_VALUE)
                            && place.offset()
                                    < consumer.endOffsets(there).getOrDefault(partition, 0L);
            return kept ? only(consumer, partition, place) : Optional.empty();
        });
    }

    private static Optional<Found> only(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, Place place) {
        var only = new Found[1];
        read(
                new BoundedRead(
                        consumer,
                        Map.of(partition, place.offset()),
                        Map.of(partition, place.offset() + 1)),
                (found, _) -> {
                    only[0] = found;
                    return false;
                });
        return Optional.ofNullable(only[0]).filter(found -> found.place().equals(place));
    }

    private <T> T with(Function<Consumer<byte[], byte[]>, T> work) {
        Map<String, String> settings =
                Map.of(
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        "10000",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        "false");
        try (Consumer<byte[], byte[]> consumer = clients.reader(settings)) {
            return work.apply(consumer);
        } catch (KafkaException away) {
            throw new ArchiveAwayException(
                    "Tried to read %s but %s; see pushwire.kafka.bootstrap-servers"
                            .formatted(Topics.DEAD_LETTERS, away.getMessage()),
                    away);
        }
    }

    /// None before the listener made the topic.
    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.listTopics().getOrDefault(Topics.DEAD_LETTERS, List.of()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static Map<TopicPartition, Long> begins(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Optional<Instant> from) {
        if (from.isEmpty()) {
            return consumer.beginningOffsets(ends.keySet());
        }
        Map<TopicPartition, Long> times =
                ends.keySet().stream()
                        .collect(Collectors.toMap(at -> at, _ -> from.get().toEpochMilli()));
        Map<TopicPartition, Long> begins = new HashMap<>(ends);
        consumer.offsetsForTimes(times)
                .forEach((at, found) -> {
                    if (found != null) {
                        begins.put(at, found.offset());
                    }
                });
        return begins;
    }

    private static void read(BoundedRead letters, Reader reader) {
        long all = letters.length();
        var read = new AtomicLong();
        letters.run(next -> reader.take(found(next), new Progress(read.incrementAndGet(), all)));
    }

    private static Found found(ConsumerRecord<byte[], byte[]> read) {
        var place = new Place(read.partition(), read.offset());
        return switch (DeadLetterCodec.read(read)) {
            case Decoded.Understood<DeadLetter>(var letter) -> new Found.Letter(place, letter);
            case Decoded.NotUnderstood<DeadLetter>(var reason) -> new Found.Strange(place, reason);
        };
    }
}
