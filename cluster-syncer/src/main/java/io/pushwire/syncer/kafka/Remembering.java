// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.event.ImageEvent;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.kafka.BoundedRead;
import io.pushwire.kafka.LogPartition;
import io.pushwire.kafka.TagsReader;
import io.pushwire.kafka.Topics;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What a syncer of this cluster would know, gathered for one run of a command: the newest word
/// about each tag that the cluster uses, what was written, and what is owed.
public final class Remembering {

    private final RecordLog log;
    private final String cluster;
    private final Supplier<Workloads> workloads;
    private final Clock clock;
    private final Supplier<InUse> inUse;

    /// @param workloads asked when all was read; may wait
    /// @param inUse the tags whose events count; asked with the first record, may wait
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
    }

    /// As of today: what the settler has written down, and what is on the log behind that.
    ///
    /// @param from where the log is read from where no settler has written anything down
    public Recollection today(Bound from) {
        Map<Integer, TagsReader.Partition> tags = log.has(Topics.TAGS) ? tags() : Map.of();
        Recollection memory = memory(tags, true);
        try (Consumer<byte[], byte[]> consumer = log.clients().reader()) {
            Map<TopicPartition, Cursors.Span> spans = log.spans(consumer, Window.since(from));
            Map<TopicPartition, Long> begins = new HashMap<>();
            Map<TopicPartition, Long> ends = new HashMap<>();
            spans.forEach((at, span) -> {
                TagsReader.Partition known = tags.get(at.partition());
                long settled =
                        known == null
                                ? span.begin()
                                : known.watermark().map(Watermark::next).orElse(span.begin());
                begins.put(at, Math.min(settled, span.end()));
                ends.put(at, span.end());
            });
            hear(new BoundedRead(consumer, begins, ends), memory, _ -> true);
        }
        return memory;
    }

    /// As of a time: only the events of the window count, and of these those up to then.
    public Recollection asOf(Window window, Instant time) {
        Recollection memory = memory(Map.of(), false);
        try (Consumer<byte[], byte[]> consumer = log.clients().reader()) {
            Map<TopicPartition, Long> begins = new HashMap<>();
            Map<TopicPartition, Long> ends = new HashMap<>();
            log.spans(consumer, window)
                    .forEach((at, span) -> {
                        begins.put(at, span.begin());
                        ends.put(at, Math.max(span.begin(), span.end()));
                    });
            hear(
                    new BoundedRead(consumer, begins, ends),
                    memory,
                    found -> found.timestamp() <= time.toEpochMilli());
        }
        return memory;
    }

    private Map<Integer, TagsReader.Partition> tags() {
        return new TagsReader(log.clients(), "pushwire." + cluster + ".replay", log.id())
                .read(numbers(), this::isInUse);
    }

    private Recollection memory(Map<Integer, TagsReader.Partition> tags, boolean toNow) {
        Map<Integer, Supplier<Map<ImageTag, TagUse>>> inventory =
                log.has(Topics.inventory(cluster))
                        ? new InventoryReader(log.clients(), cluster)
                                .later(numbers(), this::isInUse)
                        : Map.of();
        var memory = new Recollection(workloads.get(), clock);
        for (int number : numbers()) {
            TagsReader.Partition known = tags.get(number);
            Supplier<Map<ImageTag, TagUse>> uses = inventory.get(number);
            memory.remember(
                    new Partition.Place(
                            log.id(), number, tag -> LogPartition.of(tag, log.partitions())),
                    () ->
                            new Recollection.Said(
                                    known == null ? List.of() : known.known().values(),
                                    uses == null ? List.of() : uses.get().values()),
                    toNow);
        }
        return memory;
    }

    private void hear(
            BoundedRead events,
            Recollection memory,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        if (events.length() == 0 || inUse.get().isEmpty()) {
            return;
        }
        events.run(found -> {
            if (isInUse(EventHandler.key(found))
                    && wanted.test(found)
                    && ImageEventCodec.read(found)
                            instanceof Decoded.Understood<ImageEvent>(ImageEvent event)) {
                memory.hear(event, event.at(log.id(), found.partition(), found.offset()));
            }
            return true;
        });
    }

    private boolean isInUse(String key) {
        return inUse.get().mayBe(key);
    }

    private List<Integer> numbers() {
        return log.partitions(Topics.TAGS).stream().map(TopicPartition::partition).toList();
    }
}
