// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

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

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads `pushwire.dead-letters` beside those who write it: it joins no group and commits nothing.
public final class DeadLetterArchive implements Archive {

    // Needed by the client, joined by nobody.
    private static final String GROUP = "pushwire.dead-letters.command";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final KafkaClients clients;

    public DeadLetterArchive(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    public void read(Optional<Instant> from, Reader reader) {
        with(consumer -> {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer));
            Map<TopicPartition, Long> begins = begins(consumer, ends, from);
            new Reading(consumer, begins, ends).run(reader);
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
        new Reading(
                        consumer,
                        Map.of(partition, place.offset()),
                        Map.of(partition, place.offset() + 1))
                .run((found, progress) -> {
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
        try (Consumer<byte[], byte[]> consumer = clients.consumer(GROUP, settings)) {
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

    /// One pass over the partitions, to ends that were noted before.
    private record Reading(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {

        void run(Reader reader) {
            List<TopicPartition> full =
                    begins.keySet().stream().filter(at -> begin(at) < end(at)).toList();
            consumer.assign(full);
            full.forEach(at -> consumer.seek(at, begin(at)));
            long all = full.stream().mapToLong(at -> end(at) - begin(at)).sum();
            long read = 0;
            long heard = System.nanoTime();
            while (full.stream().anyMatch(at -> consumer.position(at) < end(at))) {
                var records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
                    throw new KafkaException("it sends nothing for " + LONGEST_SILENCE);
                }
                for (var found : records) {
                    if (found.offset() < end(new TopicPartition(found.topic(), found.partition()))
                            && !reader.take(found(found), new Progress(++read, all))) {
                        return;
                    }
                }
            }
        }

        private long begin(TopicPartition at) {
            return begins.getOrDefault(at, 0L);
        }

        private long end(TopicPartition at) {
            return ends.getOrDefault(at, 0L);
        }

        private static Found found(ConsumerRecord<byte[], byte[]> read) {
            var place = new Place(read.partition(), read.offset());
            return switch (DeadLetterCodec.read(read)) {
                case Decoded.Understood<DeadLetter>(var letter) -> new Found.Letter(place, letter);
                case Decoded.NotUnderstood<DeadLetter>(var reason) ->
                        new Found.Strange(place, reason);
            };
        }
    }
}
