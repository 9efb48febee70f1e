// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import java.util.List;

/// How much is measured.
///
/// @param rounds how often every size has its turn
/// @param sizes workloads in the cluster, rising
/// @param warmUp pushes before the first series
/// @param pushes of a series
/// @param slowPushes of the series that has one a second
/// @param warmPushes before the series that is called warm
/// @param group workloads that share an image
/// @param pairs of the syncer's and the bare loop's writes of a group
/// @param burst pushes of as many images at once
record SyncerPlan(
        int rounds,
        List<Integer> sizes,
        int warmUp,
        int pushes,
        int slowPushes,
        int warmPushes,
        int group,
        int pairs,
        int burst) {

    /// As many as the syncer's default of `pushwire.parallel-writes`.
    static final int PARALLEL_WRITES = 16;

    SyncerPlan {
        sizes = List.copyOf(sizes);
        if (rounds < 1 || sizes.isEmpty() || pairs * 2 * group > sizes.getLast()) {
            throw new IllegalArgumentException("nothing is measured, or more than there is");
        }
    }

    static SyncerPlan whole() {
        return new SyncerPlan(3, List.of(1, 1000, 10_000), 300, 200, 30, 3000, 1000, 5, 600);
    }

    /// About two minutes.
    static SyncerPlan quick() {
        return new SyncerPlan(1, List.of(1, 100, 1000), 50, 50, 5, 200, 100, 3, 60);
    }

    SyncerPlan withRounds(int number) {
        return new SyncerPlan(
                number, sizes, warmUp, pushes, slowPushes, warmPushes, group, pairs, burst);
    }

    int least() {
        return sizes.getFirst();
    }

    int most() {
        return sizes.getLast();
    }
}
