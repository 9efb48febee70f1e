// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.kafka.Topics;
import io.pushwire.syncer.replay.Bound;
import io.pushwire.syncer.replay.Window;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where times lie in some partitions, by Kafka's index of the records' times. A record's time is
/// that of the listener or syncer that wrote it.
///
/// @param consumer that asks
/// @param partitions of one topic
record LogSpans(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {

    /// By how much the clocks of listeners and syncers may differ, and a record be late on the log.
    private static final Duration SKEW = Duration.ofMinutes(2);

    /// Those of a window; behind an end that is a time also what may be late.
    ///
    /// @throws IllegalStateException if it names a partition that there is not
    Map<TopicPartition, Cursors.Span> of(Window window) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> begins =
                switch (window.from()) {
                    case Bound.Open() -> first;
                    case Bound.Time(Instant at) -> at(all(at), end);
                    case Bound.Places(Map<Integer, Long> offsets) -> places(offsets);
                };
        Map<TopicPartition, Long> ends =
                switch (window.to()) {
                    case Bound.Open() -> end;
                    case Bound.Time(Instant at) -> at(all(at.plus(SKEW)), end);
                    case Bound.Places(Map<Integer, Long> offsets) -> places(offsets);
                };
        Map<TopicPartition, Cursors.Span> spans = new HashMap<>();
        begins.forEach((at, begin) -> {
            Long until = ends.get(at);
            if (until != null) {
                spans.put(
                        at,
                        new Cursors.Span(
                                Math.max(begin, first.getOrDefault(at, 0L)),
                                Math.min(until, end.getOrDefault(at, 0L))));
            }
        });
        return spans;
    }

    /// From a little before these times to the present end.
    Map<TopicPartition, Cursors.Span> since(Map<TopicPartition, Instant> times) {
        Map<TopicPartition, Instant> earlier = new HashMap<>(times);
        earlier.replaceAll((_, time) -> time.minus(SKEW));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> begins = at(earlier, ends);
        Map<TopicPartition, Cursors.Span> spans = new HashMap<>();
        ends.forEach(
                (at, end) -> spans.put(at, new Cursors.Span(begins.getOrDefault(at, end), end)));
        return spans;
    }

    private Map<TopicPartition, Instant> all(Instant at) {
        Map<TopicPartition, Instant> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, at));
        return times;
    }

    /// The first records that are not older; where there are none, the end.
    private Map<TopicPartition, Long> at(
            Map<TopicPartition, Instant> times, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        times.forEach((at, time) -> asked.put(at, Math.max(0, time.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(asked);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        asked.keySet()
                .forEach(at -> {
                    OffsetAndTimestamp first = found.get(at);
                    offsets.put(at, first == null ? ends.getOrDefault(at, 0L) : first.offset());
                });
        return offsets;
    }

    private Map<TopicPartition, Long> places(Map<Integer, Long> offsets) {
        Map<TopicPartition, Long> found = new HashMap<>();
        offsets.forEach((number, offset) -> {
            var at = new TopicPartition(Topics.IMAGE_EVENTS, number);
            if (!partitions.contains(at)) {
                throw new IllegalStateException(
                        "there is no partition %d: the log has %d"
                                .formatted(number, partitions.size()));
            }
            found.put(at, offset);
        });
        return found;
    }
}
