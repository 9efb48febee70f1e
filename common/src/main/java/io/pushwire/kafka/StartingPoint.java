// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Where a group starts that has no usable offset. It commits that at once, so that the next start
/// misses nothing.
final class StartingPoint {

    private static final Logger LOG = LoggerFactory.getLogger(StartingPoint.class);

    private final Consumer<byte[], byte[]> consumer;
    private final LogConsumer.Start start;

    StartingPoint(Consumer<byte[], byte[]> consumer, LogConsumer.Start start) {
        this.consumer = consumer;
        this.start = start;
    }

    /// Gives every newly assigned partition without an offset one.
    void settle(Collection<TopicPartition> added) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(added));
        var without = new HashSet<>(added);
        without.removeIf(partition -> committed.get(partition) != null);
        if (!without.isEmpty()) {
            Map<TopicPartition, Long> first = start.offsets(consumer, without);
            LOG.info("partitions without an offset start at {}", first);
            startAt(first);
        }
    }

    /// The log no longer has, or does not have yet, what the group would read next.
    ///
    /// @param wanted the offsets that the group asked for
    void recover(Map<TopicPartition, Long> wanted) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(wanted.keySet());
        Map<TopicPartition, Long> next = new HashMap<>(start.offsets(consumer, wanted.keySet()));
        wanted.forEach((partition, offset) -> {
            long oldest = first.getOrDefault(partition, 0L);
            if (offset < oldest) {
                // What is left of the backlog is still ours to do.
                next.put(partition, oldest);
                LOG.error(
                        "{}: events {} to {} were deleted before they were read; lengthen the"
                                + " topic's retention, and run a sync to catch up",
                        partition,
                        offset,
                        oldest - 1);
            } else {
                LOG.error(
                        "{}: the log ends before offset {}, it was rebuilt; starting at {}",
                        partition,
                        offset,
                        next.get(partition));
            }
        });
        startAt(next);
    }

    private void startAt(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            consumer.seek(partition, offset);
            commits.put(partition, new OffsetAndMetadata(offset));
        });
        consumer.commitSync(commits);
    }
}
