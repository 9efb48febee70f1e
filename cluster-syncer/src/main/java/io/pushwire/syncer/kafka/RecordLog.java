// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.event.Position;
import io.pushwire.image.ImageGlob;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.LogPartition;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.replay.Bound;
import io.pushwire.syncer.replay.Past;
import io.pushwire.syncer.replay.PastEvent;
import io.pushwire.syncer.replay.Window;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.OutcomeCodec;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/// The topics of the record as they are, for who only reads them: none is made.
public final class RecordLog {

    private final KafkaClients clients;
    private final Map<String, TopicDescription> topics;

    private RecordLog(KafkaClients clients, Map<String, TopicDescription> topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /// @param clusters whose outcomes and inventories are looked for; they may be missing
    /// @throws KafkaException if Kafka is away
    /// @throws IllegalStateException if nothing was ever recorded there
    public static RecordLog open(KafkaClients clients, List<String> clusters)
            throws InterruptedException {
        List<String> names =
                new ArrayList<>(
                        List.of(Topics.IMAGE_EVENTS, Topics.TAGS, Topics.MISSES, Topics.CONTROL));
        for (String cluster : clusters) {
            names.add(Topics.outcomes(cluster));
            names.add(Topics.inventory(cluster));
        }
        Map<String, TopicDescription> found = describe(clients, names);
        if (!found.containsKey(Topics.IMAGE_EVENTS)) {
            throw new IllegalStateException(
                    "there is no topic %s at this Kafka: no listener has recorded anything yet"
                            .formatted(Topics.IMAGE_EVENTS));
        }
        return new RecordLog(clients, found);
    }

    private static Map<String, TopicDescription> describe(KafkaClients clients, List<String> names)
            throws InterruptedException {
        Map<String, TopicDescription> found = new HashMap<>();
        Admin admin = clients.admin();
        try {
            Map<String, KafkaFuture<TopicDescription>> asked =
                    admin.describeTopics(names).topicNameValues();
            for (String name : names) {
                try {
                    found.put(name, Objects.requireNonNull(asked.get(name)).get());
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw new KafkaException(
                                "Tried to look at topic %s but %s"
                                        .formatted(name, String.valueOf(failed.getCause())),
                                failed.getCause());
                    }
                }
            }
            return found;
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    boolean has(String topic) {
        return topics.containsKey(topic);
    }

    /// Whether anything of the cluster was ever recorded.
    public boolean knows(String cluster) {
        return has(Topics.outcomes(cluster));
    }

    /// Whether anybody ever paused anything.
    public boolean hasControl() {
        return has(Topics.CONTROL);
    }

    /// Id of the log, the name of its order.
    String id() {
        return description().topicId().toString();
    }

    int partitions() {
        return description().partitions().size();
    }

    KafkaClients clients() {
        return clients;
    }

    /// The partitions of a topic that is keyed like the log.
    List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, partitions())
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    /// @param cluster whose outcomes are joined; empty for none
    /// @throws IllegalStateException if the window names a partition that there is not
    public Past past(Window window, Optional<String> cluster) {
        Consumer<byte[], byte[]> consumer = clients.reader();
        Map<TopicPartition, Cursors.Span> spans = spans(consumer, window);
        // One tag is in one partition.
        window.image()
                .tag()
                .map(tag -> LogPartition.of(tag, partitions()))
                .ifPresent(number -> spans.keySet().removeIf(at -> at.partition() != number));
        List<String> outcomes =
                cluster.map(Topics::outcomes).stream()
                        .flatMap(topic -> List.of(topic, Topics.MISSES).stream())
                        .filter(this::has)
                        .toList();
        return new KafkaPast(
                new Cursors(consumer, spans),
                partitions(Topics.IMAGE_EVENTS).stream().filter(spans::containsKey).toList(),
                window,
                id(),
                new KafkaPast.OutcomesFrom(cluster.orElse(""), outcomes, this::outcomes));
    }

    /// The event at a place of the log, if it is still there.
    public Optional<PastEvent> at(Position place) {
        if (!place.log().equals(id())) {
            return Optional.empty();
        }
        var window =
                new Window(
                        new Bound.Places(Map.of(place.partition(), place.offset())),
                        new Bound.Places(Map.of(place.partition(), place.offset() + 1)),
                        ImageGlob.all(),
                        Optional.empty());
        try (Past past = past(window, Optional.empty())) {
            return past.next(() -> false);
        }
    }

    /// What came of the events of a tag in a cluster, from one of them on.
    public List<Outcome> outcomesSince(String cluster, PastEvent event) {
        String topic = Topics.outcomes(cluster);
        if (!has(topic)) {
            return List.of();
        }
        var at = new TopicPartition(topic, event.position().partition());
        List<Outcome> found = new ArrayList<>();
        try (Cursors cursors = outcomes(Map.of(at, event.at()))) {
            for (var next = cursors.peek(at); next.isPresent(); next = cursors.peek(at)) {
                if (EventHandler.key(next.get()).equals(event.image())
                        && OutcomeCodec.read(next.get())
                                instanceof Decoded.Understood<Outcome>(Outcome outcome)) {
                    found.add(outcome);
                }
                cursors.pass(at);
            }
        }
        return found;
    }

    /// The offsets in which the window lies.
    ///
    /// @throws IllegalStateException if it names a partition that there is not
    Map<TopicPartition, Cursors.Span> spans(Consumer<byte[], byte[]> consumer, Window window) {
        return new LogSpans(consumer, partitions(Topics.IMAGE_EVENTS)).of(window);
    }

    /// From some time before these times to the present end.
    private Cursors outcomes(Map<TopicPartition, Instant> begins) {
        Consumer<byte[], byte[]> consumer = clients.reader();
        return new Cursors(
                consumer, new LogSpans(consumer, List.copyOf(begins.keySet())).since(begins));
    }

    private TopicDescription description() {
        return Objects.requireNonNull(topics.get(Topics.IMAGE_EVENTS));
    }
}
