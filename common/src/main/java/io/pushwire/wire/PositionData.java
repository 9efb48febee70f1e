// SPDX-License-Identifier: Apache-2.0
package io.pushwire.wire;

import static io.pushwire.wire.CloudEventRecords.required;

import io.pushwire.event.Position;

import org.jspecify.annotations.Nullable;

/// A position as JSON.
///
/// @param asOf of an observed event
record PositionData(@Nullable String log, int partition, long offset, @Nullable Long asOf) {

    static PositionData of(Position at) {
        return new PositionData(
                at.log(),
                at.partition(),
                at.offset(),
                at.asOf().isPresent() ? at.asOf().getAsLong() : null);
    }

    Position position() {
        String of = required(log, "log");
        return asOf == null
                ? new Position(of, partition, offset)
                : Position.observed(of, partition, offset, asOf);
    }
}
