// SPDX-License-Identifier: Apache-2.0
package io.pushwire.event;

/// Where an event stands in the order of its tag: the order is the log, not a clock.
///
/// @param log id of the topic; a rebuilt Kafka has another one
/// @param partition the one that the tag's key falls into
/// @param offset in that partition
public record Position(String log, int partition, long offset) {

    public Position {
        if (log.isBlank() || partition < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "not a position: " + log + "/" + partition + "@" + offset);
        }
    }

    /// Whether this is older than the other, for the same tag. Positions of different logs or
    /// partitions cannot be compared: then nothing is old, so that a rebuilt log starts a new
    /// order.
    public boolean isOlderThan(Position other) {
        return log.equals(other.log) && partition == other.partition && offset < other.offset;
    }

    /// As people write it: partition and offset.
    public String inTopic(String topic) {
        return topic + "/" + partition + "@" + offset;
    }
}
