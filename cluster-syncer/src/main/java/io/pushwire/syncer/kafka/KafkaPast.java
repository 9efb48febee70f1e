// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.replay.Bound;
import io.pushwire.syncer.replay.OutcomeJoin;
import io.pushwire.syncer.replay.OutcomeJoin.Unread;
import io.pushwire.syncer.replay.Past;
import io.pushwire.syncer.replay.PastEvent;
import io.pushwire.syncer.replay.Window;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.ImageEventCodec;
import io.pushwire.wire.OutcomeCodec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The events of a window, merged by time from the partitions of the log, each with its outcomes
/// from the same partition of the topics of outcomes and misses.
final class KafkaPast implements Past {

    private final Cursors events;
    private final Window window;
    private final OutcomesFrom from;
    private final String log;
    private final List<TopicPartition> partitions;
    private final PriorityQueue<Head> heads = new PriorityQueue<>(Head.ORDER);
    private final List<TopicPartition> behind;
    private final Map<Integer, OutcomeJoin> joins = new HashMap<>();
    private final Map<Integer, Cursors> outcomes = new HashMap<>();
    private @Nullable PastEvent last;

    /// @param events of the window and of some time behind it, where its end is a time
    /// @param partitions of the log, those of the window
    /// @param log id of the topic
    KafkaPast(
            Cursors events,
            List<TopicPartition> partitions,
            Window window,
            String log,
            OutcomesFrom from) {
        this.events = events;
        this.partitions = List.copyOf(partitions);
        this.behind = new ArrayList<>(partitions);
        this.window = window;
        this.log = log;
        this.from = from;
    }

    /// The next record of a partition.
    private record Head(TopicPartition partition, ConsumerRecord<byte[], byte[]> found) {

        private static final Comparator<Head> ORDER =
                Comparator.<Head>comparingLong(head -> head.found().timestamp())
                        .thenComparingInt(head -> head.partition().partition());
    }

    /// Opens the outcomes, from some time before the first event of a partition.
    ///
    /// @param cluster whose they are
    /// @param topics where they are
    record OutcomesFrom(String cluster, List<String> topics, Opener open) {

        /// From these times on.
        @FunctionalInterface
        interface Opener {
            Cursors open(Map<TopicPartition, Instant> begins);
        }
    }

    /// Reads no further than to the first event that is wanted: the partitions go on in step.
    @Override
    public Optional<PastEvent> next(BooleanSupplier stop) {
        while (!stop.getAsBoolean()) {
            behind.forEach(at -> events.peek(at).ifPresent(it -> heads.add(new Head(at, it))));
            behind.clear();
            Head first = heads.poll();
            if (first == null) {
                return Optional.empty();
            }
            Optional<PastEvent> event = read(first.found());
            events.pass(first.partition());
            behind.add(first.partition());
            if (event.isPresent()) {
                last = event.get();
                return event;
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Outcome> outcomes() {
        PastEvent event = last;
        if (event == null) {
            return List.of();
        }
        Position at = event.position();
        return join(at.partition(), outcomes(event)).of(at.offset()).stream()
                .filter(outcome -> isOf(event, outcome))
                .toList();
    }

    /// Of another log only where it names the event itself.
    private boolean isOf(PastEvent event, Outcome outcome) {
        return outcome.cause().position().log().equals(log)
                || event.event().map(ImageEvent::id).equals(Optional.of(outcome.cause().eventId()));
    }

    @Override
    public Bound.Places left() {
        var left = new TreeMap<Integer, Long>();
        for (TopicPartition at : partitions) {
            if (events.isLeft(at)) {
                left.put(at.partition(), events.next(at));
            }
        }
        return new Bound.Places(left);
    }

    @Override
    public long read() {
        return events.passed();
    }

    @Override
    public long length() {
        return events.length();
    }

    @Override
    public void close() {
        events.close();
        outcomes.values().forEach(Cursors::close);
    }

    /// Empty if it is not of the window.
    private Optional<PastEvent> read(ConsumerRecord<byte[], byte[]> found) {
        var at = Instant.ofEpochMilli(found.timestamp());
        String image = EventHandler.key(found);
        if (!isWithin(at) || !window.image().matches(image)) {
            return Optional.empty();
        }
        PastEvent event =
                switch (ImageEventCodec.read(found)) {
                    case Decoded.Understood<ImageEvent>(ImageEvent it) ->
                            new PastEvent(
                                    it.at(log, found.partition(), found.offset()),
                                    at,
                                    image,
                                    Optional.of(it),
                                    "");
                    case Decoded.NotUnderstood<ImageEvent>(String reason) ->
                            new PastEvent(
                                    new Position(log, found.partition(), found.offset()),
                                    at,
                                    image,
                                    Optional.empty(),
                                    reason);
                };
        return Optional.of(event)
                .filter(it -> window.source().isEmpty() || it.source().equals(window.source()));
    }

    private boolean isWithin(Instant at) {
        boolean begun = !(window.from() instanceof Bound.Time(Instant from)) || !at.isBefore(from);
        boolean ended = window.to() instanceof Bound.Time(Instant to) && !at.isBefore(to);
        return begun && !ended;
    }

    /// From the event on that is the first of its partition.
    private Cursors outcomes(PastEvent event) {
        return outcomes.computeIfAbsent(
                event.position().partition(),
                partition ->
                        from.open()
                                .open(
                                        from.topics().stream()
                                                .map(topic -> new TopicPartition(topic, partition))
                                                .collect(toMap(identity(), _ -> event.at()))));
    }

    private OutcomeJoin join(int partition, Cursors open) {
        return joins.computeIfAbsent(
                partition, _ -> new OutcomeJoin(() -> unread(partition, open)));
    }

    /// The oldest of the next records of the topics.
    private Optional<Unread> unread(int partition, Cursors open) {
        Optional<ConsumerRecord<byte[], byte[]>> oldest = Optional.empty();
        for (String topic : from.topics()) {
            var next = open.peek(new TopicPartition(topic, partition));
            if (next.isPresent()
                    && oldest.filter(it -> it.timestamp() <= next.get().timestamp()).isEmpty()) {
                oldest = next;
            }
        }
        oldest.ifPresent(it -> open.pass(new TopicPartition(it.topic(), partition)));
        return oldest.map(it ->
                new Unread(
                        Instant.ofEpochMilli(it.timestamp()),
                        window.image().matches(EventHandler.key(it)),
                        outcome(it)));
    }

    private Supplier<Optional<Outcome>> outcome(ConsumerRecord<byte[], byte[]> found) {
        return () ->
                OutcomeCodec.read(found) instanceof Decoded.Understood<Outcome>(Outcome outcome)
                                && outcome.cluster().equals(from.cluster())
                        ? Optional.of(outcome)
                        : Optional.empty();
    }
}
