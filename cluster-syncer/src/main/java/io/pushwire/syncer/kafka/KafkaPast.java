// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.kafka.Topics;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<Integer, PastEvent> heads = new TreeMap<>();
    private final Map<Integer, OutcomeJoin> joins = new HashMap<>();
    private @Nullable PastEvent last;
    private @Nullable Cursors outcomes;

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
        this.window = window;
        this.log = log;
        this.from = from;
    }

    /// Opens the outcomes, from some time before the first event of each partition.
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

    @Override
    public Optional<PastEvent> next(BooleanSupplier stop) {
        for (TopicPartition at : partitions) {
            while (!heads.containsKey(at.partition()) && !stop.getAsBoolean()) {
                Optional<ConsumerRecord<byte[], byte[]>> record = events.peek(at);
                if (record.isEmpty()) {
                    break;
                }
                read(record.get())
                        .ifPresentOrElse(
                                event -> heads.put(at.partition(), event), () -> events.pass(at));
            }
        }
        if (stop.getAsBoolean() || heads.isEmpty()) {
            return Optional.empty();
        }
        openOutcomes();
        PastEvent first =
                heads.values().stream().min(Comparator.comparing(PastEvent::at)).orElseThrow();
        heads.remove(first.position().partition());
        events.pass(new TopicPartition(Topics.IMAGE_EVENTS, first.position().partition()));
        last = first;
        return Optional.of(first);
    }

    @Override
    public List<Outcome> outcomes() {
        PastEvent event = last;
        if (event == null || outcomes == null) {
            return List.of();
        }
        Position at = event.position();
        return join(at.partition()).of(at.offset()).stream()
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
        if (outcomes != null) {
            outcomes.close();
        }
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

    private void openOutcomes() {
        if (outcomes != null) {
            return;
        }
        var begins = new HashMap<TopicPartition, Instant>();
        heads.forEach((partition, event) -> {
            for (String topic : from.topics()) {
                begins.put(new TopicPartition(topic, partition), event.at());
            }
        });
        outcomes = from.open().open(begins);
    }

    private OutcomeJoin join(int partition) {
        return joins.computeIfAbsent(partition, _ -> new OutcomeJoin(() -> unread(partition)));
    }

    /// The oldest of the next records of the topics.
    private Optional<Unread> unread(int partition) {
        Cursors open = outcomes;
        Optional<ConsumerRecord<byte[], byte[]>> oldest = Optional.empty();
        for (String topic : from.topics()) {
            var next =
                    open == null
                            ? Optional.<ConsumerRecord<byte[], byte[]>>empty()
                            : open.peek(new TopicPartition(topic, partition));
            if (next.isPresent()
                    && oldest.filter(it -> it.timestamp() <= next.get().timestamp()).isEmpty()) {
                oldest = next;
            }
        }
        oldest.ifPresent(it -> {
            if (open != null) {
                open.pass(new TopicPartition(it.topic(), partition));
            }
        });
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
