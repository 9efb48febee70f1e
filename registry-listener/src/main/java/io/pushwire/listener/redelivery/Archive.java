// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.redelivery;

import java.time.Instant;
import java.util.Optional;

/// The dead letters that are kept.
public interface Archive {

    /// Shows all records up to the end as it is now, in the order of each partition.
    ///
    /// @param from older records are passed over
    /// @throws ArchiveAwayException if it cannot be read
    void read(Optional<Instant> from, Reader reader);

    /// One record; empty if nothing stands there any more, or not yet.
    ///
    /// @throws ArchiveAwayException if it cannot be read
    Optional<Found> at(Place place);

    /// Takes what is read.
    @FunctionalInterface
    interface Reader {

        /// @param progress how far the reading is
        /// @return whether to go on
        boolean take(Found found, Progress progress);
    }

    /// @param read records until now, this one included
    /// @param all records there are to be read; deleted ones in between are counted too
    record Progress(long read, long all) {}
}
