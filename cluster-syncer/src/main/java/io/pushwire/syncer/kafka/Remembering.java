// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.event.ImageEvent;
import io.pushwire.inventory.TagUse;
import io.pushwire.kafka.BoundedRead;
import io.pushwire.kafka.LogPartition;
import io.pushwire.kafka.TagsReader;
import io.pushwire.kafka.Topics;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.execution.Workloads;
import io.pushwire.syncer.level.Partition;
import io.pushwire.syncer.level.Recollection;
import io.pushwire.syncer.replay.Bound;
import io.pushwire.syncer.replay.InUse;
import io.pushwire.syncer.replay.Window;
import io.pushwire.tag.Watermark;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.ImageEventCodec;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What a syncer of this cluster would know, gathered for one run of a command: the newest word
/// about each tag that the cluster uses, what was written, and what is owed. Each partition is read
/// when it first matters, over one connection that is closed with this.
public final class Remembering implements AutoCloseable {

    // At the end of one partition a fetch may still wait for more of it; whatever is asked next
    // waits behind that.
    private static final Map<String, String> SETTINGS =
            Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "5");

    private final RecordLog log;
    private final Supplier<Workloads> workloads;
    private final Clock clock;
    private final Supplier<InUse> inUse;
    private final TagsReader tags;
    private final String cluster;
    private final InventoryReader inventory;
    private @Nullable Consumer<byte[], byte[]> consumer;

    /// @param inUse the tags whose events count
    public Remembering(
            RecordLog log,
            String cluster,
            Supplier<Workloads> workloads,
            Supplier<InUse> inUse,
            Clock clock) {
        this.log = log;
        this.cluster = cluster;
        this.workloads = workloads;
        this.clock = clock;
        this.inUse = inUse;
        this.tags = new TagsReader(log.id());
        this.inventory = new InventoryReader(cluster);
    }

    /// As of today: what the settler has written down, and what is on the log behind that.
    ///
    /// @param from where the log is read from where no settler has written anything down
    public Recollection today(Bound from) {
        Map<TopicPartition, Cursors.Span> spans = log.spans(consumer(), Window.since(from));
        return recollection(
                spans,
                true,
                (number, span) -> {
                    Optional<TagsReader.Partition> known =
                            Optional.of(number).filter(_ -> log.has(Topics.TAGS)).map(this::tags);
                    long settled =
                            known.flatMap(TagsReader.Partition::watermark)
                                    .map(Watermark::next)
                                    .orElse(span.begin());
                    var rest = new Cursors.Span(Math.min(settled, span.end()), span.end());
                    return new Recollection.Said(
                            known.map(it -> it.known().values()).orElse(List.of()),
                            uses(number),
                            events(number, rest, _ -> true));
                });
    }

    /// As of a time: only the events of the window count, and of these those up to then.
    public Recollection asOf(Window window, Instant time) {
        Map<TopicPartition, Cursors.Span> spans = log.spans(consumer(), window);
        return recollection(
                spans,
                false,
                (number, span) ->
                        new Recollection.Said(
                                List.of(),
                                uses(number),
                                events(
                                        number,
                                        span,
                                        found -> found.timestamp() <= time.toEpochMilli())));
    }

    @Override
    public void close() {
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.close();
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Consumer<byte[], byte[]> open = consumer;
        if (open == null) {
            open = log.clients().reader(SETTINGS);
            consumer = open;
        }
        return open;
    }

    /// Reads what the topics say of one partition.
    @FunctionalInterface
    private interface Reading {

        /// @param span what the window has of it
        Recollection.Said of(int number, Cursors.Span span);
    }

    private Recollection recollection(
            Map<TopicPartition, Cursors.Span> spans, boolean toNow, Reading reading) {
        var memory = new Recollection(workloads, clock);
        for (TopicPartition at : log.partitions(Topics.IMAGE_EVENTS)) {
            int number = at.partition();
            Cursors.Span span = spans.getOrDefault(at, new Cursors.Span(0, 0));
            memory.remember(
                    new Partition.Place(
                            log.id(), number, tag -> LogPartition.of(tag, log.partitions())),
                    () -> reading.of(number, span),
                    toNow);
        }
        return memory;
    }

    private TagsReader.@Nullable Partition tags(int number) {
        return tags.read(consumer(), List.of(number), this::isInUse).get(number);
    }

    private Collection<TagUse> uses(int number) {
        if (!log.has(Topics.inventory(cluster))) {
            return List.of();
        }
        return inventory
                .read(consumer(), List.of(number), this::isInUse)
                .getOrDefault(number, Map.of())
                .values();
    }

    private List<PositionedEvent> events(
            int number, Cursors.Span span, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        List<PositionedEvent> events = new ArrayList<>();
        if (span.length() == 0 || inUse.get().isEmpty()) {
            return events;
        }
        var at = new TopicPartition(Topics.IMAGE_EVENTS, number);
        new BoundedRead(consumer(), Map.of(at, span.begin()), Map.of(at, span.end()))
                .run(found -> {
                    if (isInUse(EventHandler.key(found))
                            && wanted.test(found)
                            && ImageEventCodec.read(found)
                                    instanceof Decoded.Understood<ImageEvent>(ImageEvent event)) {
                        events.add(
                                new PositionedEvent(
                                        event, event.at(log.id(), number, found.offset())));
                    }
                    return true;
                });
        return events;
    }

    private boolean isInUse(String key) {
        return inUse.get().mayBe(key);
    }
}
