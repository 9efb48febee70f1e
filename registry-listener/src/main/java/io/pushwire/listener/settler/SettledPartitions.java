// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.settler;

import io.pushwire.image.ImageTag;
import io.pushwire.tag.KnownTag;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/// The partitions of the log that are ours now: whoever has a tag's partition looks after the tag.
public final class SettledPartitions {

    private final ToIntFunction<ImageTag> partitioner;
    private final Map<Integer, Open> open = new ConcurrentHashMap<>();

    /// @param partitioner which partition a tag's events are in
    public SettledPartitions(ToIntFunction<ImageTag> partitioner) {
        this.partitioner = partitioner;
    }

    /// @param end the offset behind the last event that was there when the partition became ours
    private record Open(PartitionSettling settling, long end) {}

    /// What is settled of a tag of which nothing is under way.
    ///
    /// @param known empty if no event ever told of it
    /// @param asOf the last offset of its partition that was read
    public record Settled(Optional<KnownTag> known, long asOf) {}

    /// The partition is ours from now on.
    ///
    /// @param end the offset behind the last event that is there
    public void opened(int partition, PartitionSettling settling, long end) {
        open.put(partition, new Open(settling, end));
    }

    /// The partition is not ours any more.
    public void closed(int partition, PartitionSettling settling) {
        open.computeIfPresent(
                partition, (_, present) -> present.settling() == settling ? null : present);
    }

    /// Whether the tag's partition is ours.
    public boolean own(ImageTag image) {
        return open.containsKey(partitioner.applyAsInt(image));
    }

    /// Empty while an event of the tag waits to be settled, and while the events that were there
    /// when the partition became ours are not all read: then something newer may be known soon.
    ///
    /// @param image under its registry's own name
    public Optional<Settled> settled(ImageTag image) {
        return Optional.ofNullable(open.get(partitioner.applyAsInt(image)))
                .flatMap(present ->
                        present.settling()
                                .settled(image)
                                .filter(found -> found.asOf() + 1 >= present.end()));
    }
}
