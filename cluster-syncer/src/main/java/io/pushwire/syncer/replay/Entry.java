// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.outcome.Outcome.WorkloadRef;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a replay tells of one event at one workload.
public sealed interface Entry permits Row, Entry.Difference {

    PastEvent event();

    /// Empty where it concerns none.
    Optional<WorkloadRef> workload();

    /// Two configurations that would end an event differently.
    ///
    /// @param present what the present one would make of it
    /// @param other what the other one would
    record Difference(
            PastEvent event, Optional<WorkloadRef> workload, Verdict present, Verdict other)
            implements Entry {

        /// The workloads at which they differ.
        static List<Entry> of(PastEvent event, List<Verdict> present, List<Verdict> other) {
            List<Entry> all = new ArrayList<>();
            for (Verdict one : present) {
                find(other, one.workload())
                        .or(() -> other.stream().filter(it -> it.workload().isEmpty()).findFirst())
                        .filter(it -> it.kind() != one.kind())
                        .ifPresent(it -> all.add(new Difference(event, one.workload(), one, it)));
            }
            for (Verdict it : other) {
                if (it.workload().isPresent() && find(present, it.workload()).isEmpty()) {
                    find(present, Optional.empty())
                            .ifPresent(
                                    one -> all.add(new Difference(event, it.workload(), one, it)));
                }
            }
            return all.stream().distinct().toList();
        }

        private static Optional<Verdict> find(
                List<Verdict> verdicts, Optional<WorkloadRef> workload) {
            return verdicts.stream().filter(it -> it.workload().equals(workload)).findFirst();
        }
    }
}
