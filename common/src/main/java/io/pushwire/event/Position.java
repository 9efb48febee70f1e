// SPDX-License-Identifier: Apache-2.0
package io.pushwire.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/// Where an event stands in the order of its tag: the order is the log, not a clock.
///
/// @param log id of the topic; a rebuilt Kafka has another one
/// @param partition the one that the tag's key falls into
/// @param offset in that partition
/// @param asOf of an observed event: the last offset that its publisher had read before it asked
///   the registry. What came after that offset is news to the observation
public record Position(String log, int partition, long offset, OptionalLong asOf) {

    // No topic's id: those are 22 characters.
    private static final String LOOK_UP = "look-up";

    /// On a tie the observed one is newer than the pushed one; of two that were observed as of the
    /// same offset it is the one that came later.
    private static final Comparator<Position> WITHIN_A_PARTITION =
            Comparator.comparingLong(Position::rank)
                    .thenComparing(position -> position.asOf.isPresent())
                    .thenComparingLong(Position::offset);

    public Position {
        if (log.isBlank() || partition < 0 || offset < 0 || asOf.orElse(-1) >= offset) {
            throw new IllegalArgumentException(
                    "not a position: %s/%d@%d as of %s".formatted(log, partition, offset, asOf));
        }
    }

    /// Of an event that says what it says by itself.
    public Position(String log, int partition, long offset) {
        this(log, partition, offset, OptionalLong.empty());
    }

    /// Of an observation. It cannot have been made after it was recorded: an `asOf` that claims
    /// this, as one of a log that was rebuilt meanwhile does, counts as made just before.
    public static Position observed(String log, int partition, long offset, long asOf) {
        return new Position(
                log, partition, offset, OptionalLong.of(Math.clamp(asOf, -1, offset - 1)));
    }

    /// Of a word that stands on no log, because somebody asked the registry himself. It is compared
    /// with others of its kind by time, and with no position of a log.
    public static Position lookedUp(Instant asked) {
        return new Position(LOOK_UP, 0, Math.max(0, asked.toEpochMilli()));
    }

    /// When the registry was asked, for a word that stands on no log.
    public Optional<Instant> lookedUpAt() {
        return log.equals(LOOK_UP) ? Optional.of(Instant.ofEpochMilli(offset)) : Optional.empty();
    }

    /// Whether this is older than the other, for the same tag. Positions of different logs or
    /// partitions cannot be compared: then nothing is old, so that a rebuilt log starts a new
    /// order.
    public boolean isOlderThan(Position other) {
        return isComparableTo(other) && WITHIN_A_PARTITION.compare(this, other) < 0;
    }

    /// Whether both are of the same order.
    public boolean isComparableTo(Position other) {
        return log.equals(other.log) && partition == other.partition;
    }

    /// As people write it: partition and offset.
    public String inTopic(String topic) {
        return topic + "/" + partition + "@" + offset;
    }

    private long rank() {
        return asOf.orElse(offset);
    }
}
