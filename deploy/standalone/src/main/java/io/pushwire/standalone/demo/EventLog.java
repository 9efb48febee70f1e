// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.ImageEventCodec;
import io.pushwire.wire.OutcomeCodec;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What Kafka holds, read from the beginning of the log.
final class EventLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Stored> events = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    private EventLog(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /// An event and where it stands.
    record Stored(ImageEvent event, Position position) {}

    static EventLog open(String bootstrapServers, String cluster) {
        var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                "false"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                Stream.of(Topics.IMAGE_EVENTS, Topics.outcomes(cluster), Topics.MISSES)
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(found -> new TopicPartition(found.topic(), found.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new EventLog(consumer);
    }

    Stored awaitEvent(ImageTag image, Deadline deadline)
            throws DemoFailedException, InterruptedException {
        return deadline.await(
                "an event for " + image + " on " + Topics.IMAGE_EVENTS,
                () -> {
                    poll();
                    return events.stream()
                            .filter(stored -> stored.event().image().equals(image))
                            .findFirst();
                });
    }

    /// Waits until as many workloads have an outcome of the event.
    List<Outcome> awaitOutcomes(Stored event, int workloads, Deadline deadline)
            throws DemoFailedException, InterruptedException {
        return deadline.await(
                "outcomes for " + workloads + " workloads",
                () -> {
                    poll();
                    List<Outcome> found = outcomesOf(event);
                    return found.size() >= workloads ? Optional.of(found) : Optional.empty();
                });
    }

    /// What was done because of it; what becomes of the rollouts is recorded later.
    private List<Outcome> outcomesOf(Stored event) {
        return outcomes.stream()
                .filter(outcome -> outcome.cause().eventId().equals(event.event().id()))
                .filter(outcome -> outcome.kind() != OutcomeKind.RolledOut)
                .toList();
    }

    /// All that has been read.
    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /// Reads on for a moment.
    void poll() throws DemoFailedException {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
            if (found.topic().equals(Topics.IMAGE_EVENTS)) {
                events.add(
                        new Stored(
                                understood(ImageEventCodec.read(found)),
                                new Position(found.topic(), found.partition(), found.offset())));
            } else {
                outcomes.add(understood(OutcomeCodec.read(found)));
            }
        }
    }

    private static <T> T understood(Decoded<T> decoded) throws DemoFailedException {
        return switch (decoded) {
            case Decoded.Understood<T>(T value) -> value;
            case Decoded.NotUnderstood<T>(String reason) ->
                    throw new DemoFailedException("a record on Kafka is " + reason);
        };
    }

    @Override
    public void close() {
        consumer.close();
    }
}
