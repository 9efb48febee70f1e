// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.syncer.sync.ContainerResult.State;

import java.time.Instant;
import java.util.List;

/// What one run came to.
///
/// @param images how many were looked up
/// @param notes sentences about what could not be seen
public record SyncReport(
        Instant startedAt,
        Instant finishedAt,
        Act act,
        boolean dryRun,
        boolean podsChecked,
        int images,
        List<WorkloadResult> workloads,
        List<String> notes) {

    private static final int FAILED = 1;
    private static final int OUT_OF_DATE = 3;

    public SyncReport {
        workloads = List.copyOf(workloads);
        notes = List.copyOf(notes);
    }

    long count(State state) {
        return workloads.stream().filter(workload -> workload.state() == state).count();
    }

    long changed() {
        return workloads.stream()
                .filter(workload -> workload.fate() instanceof WorkloadResult.Fate.Done)
                .count();
    }

    /// 0 for nothing to do, or done; 1 if anything failed; 3 if something is out of date and
    /// nothing was to be written.
    public int exitCode() {
        if (count(State.FAILED) > 0) {
            return FAILED;
        }
        boolean writes = act != Act.REPORT && !dryRun;
        return !writes && count(State.OUT_OF_DATE) > 0 ? OUT_OF_DATE : 0;
    }
}
