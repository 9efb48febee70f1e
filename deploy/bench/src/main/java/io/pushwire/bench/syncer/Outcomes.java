// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.image.Digest;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.OutcomeCodec;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the syncer says it did, read from Kafka: it tells when the next push may come, and why one
/// was not written. No time is taken from it.
final class Outcomes implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final Map<Digest, List<Outcome>> byDigest = new HashMap<>();

    /// Reads all outcomes of a cluster.
    Outcomes(String bootstrapServers, String cluster) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        String topic = Topics.outcomes(cluster);
        consumer.assign(
                consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList());
        thread = Thread.ofPlatform().name("outcomes").daemon().start(this::read);
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofSeconds(1))) {
                    if (OutcomeCodec.read(found)
                            instanceof Decoded.Understood<Outcome>(Outcome outcome)) {
                        add(outcome);
                    }
                }
            }
        } catch (WakeupException closed) {
            consumer.close();
        }
    }

    private synchronized void add(Outcome outcome) {
        outcome.cause()
                .digest()
                .ifPresent(digest ->
                        byDigest.computeIfAbsent(digest, _ -> new ArrayList<>()).add(outcome));
        notifyAll();
    }

    /// Returns when there are so many outcomes of a push, or no more time.
    synchronized List<Outcome> await(Digest push, int number, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (byDigest.getOrDefault(push, List.of()).size() < number) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return List.copyOf(byDigest.getOrDefault(push, List.of()));
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
