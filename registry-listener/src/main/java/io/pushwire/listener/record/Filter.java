// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.image.Glob;

import java.time.Instant;
import java.util.Optional;

/// Which events or outcomes are meant; what is empty does not matter.
///
/// @param image canonical tags, under their registries' own names
/// @param digest that the tag moved to
/// @param actor who pushed
/// @param source that told
/// @param cluster of an outcome
/// @param workload `Kind/namespace/name`, of an outcome
/// @param kind of an outcome
/// @param from the first time of the record that counts
/// @param to the first that does not any more
public record Filter(
        Optional<Glob> image,
        Optional<String> digest,
        Optional<String> actor,
        Optional<String> source,
        Optional<String> cluster,
        Optional<Glob> workload,
        Optional<String> kind,
        Optional<Instant> from,
        Optional<Instant> to) {

    /// Of one image, or of several.
    public static Filter of(Glob image, Optional<Instant> from, Optional<Instant> to) {
        return new Filter(
                Optional.of(image),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                from,
                to);
    }

    /// Outcomes of a cluster up to a time, that one included.
    public static Filter untilIn(String cluster, Instant last, Optional<Glob> image) {
        return new Filter(
                image,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(cluster),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.ofEpochMilli(last.toEpochMilli() + 1)));
    }
}
