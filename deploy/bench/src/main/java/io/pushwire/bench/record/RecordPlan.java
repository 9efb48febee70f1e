// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

/// How much is measured.
///
/// @param events image events of a year; each has an outcome
/// @param workloads that the inventory has
/// @param deployments that the API server of the replays has
/// @param questions how many images are asked for, and how many digests
/// @param replays how often a replay is started
/// @param exports whether everything is exported, in each format
record RecordPlan(
        int events, int workloads, int deployments, int questions, int replays, boolean exports) {

    static RecordPlan whole() {
        return new RecordPlan(5_000_000, 10_000, 10_000, 300, 5, true);
    }

    static RecordPlan quick() {
        return new RecordPlan(100_000, 10_000, 1_000, 100, 3, true);
    }

    RecordPlan withEvents(int number) {
        return new RecordPlan(number, workloads, deployments, questions, replays, exports);
    }

    RecordPlan withoutExports() {
        return new RecordPlan(events, workloads, deployments, questions, replays, false);
    }

    /// Distinct tags: one that a tenth of the workloads share, and one for each of the others.
    int images() {
        return workloads - shared() + 1;
    }

    /// How many workloads share the first image.
    int shared() {
        return workloads / 10;
    }
}
