// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.outcome.Outcome;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The events of a window, one after the other, and what is recorded of each. Nothing is committed,
/// and no group joined.
public interface Past extends AutoCloseable {

    /// The next one: in each partition in the order of the log, over all of them by time. Empty at
    /// the end, or where it was asked to stop.
    Optional<PastEvent> next(BooleanSupplier stop);

    /// What came of the event that was given last, in the order in which it was recorded.
    List<Outcome> outcomes();

    /// Where the events begin that were not given yet, in the partitions that have any.
    Bound.Places left();

    /// How many records of the log were passed.
    long read();

    /// How many records of the log there are in all.
    long length();

    @Override
    void close();
}
