// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import java.util.Comparator;

/// Where a record stands: the order of all answers. Times may be equal, and the rest makes it one
/// record.
///
/// @param time of the record, in milliseconds since 1970
public record Spot(long time, String topic, int partition, long offset)
        implements Comparable<Spot> {

    private static final Comparator<Spot> ORDER =
            Comparator.comparingLong(Spot::time)
                    .thenComparing(Spot::topic)
                    .thenComparingInt(Spot::partition)
                    .thenComparingLong(Spot::offset);

    @Override
    public int compareTo(Spot other) {
        return ORDER.compare(this, other);
    }
}
