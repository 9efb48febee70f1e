// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.sync.ContainerResult.State;

import java.util.Comparator;
import java.util.List;

/// What was found of one workload, and what became of it.
public record WorkloadResult(WorkloadRef workload, List<ContainerResult> containers, Fate fate) {

    public WorkloadResult {
        containers = List.copyOf(containers);
    }

    /// What was done.
    public sealed interface Fate {

        /// Nothing, and nothing was to be done.
        record Untouched() implements Fate {}

        /// A dry run: this would have been.
        record Would(String what) implements Fate {}

        /// @param what `updated`, `restarted` or `recreated`
        /// @param remark what people should know besides; mostly empty
        /// @param evicted the pods that were evicted
        /// @param spared how many outdated pods were left because enough had been evicted
        record Done(String what, String remark, List<String> evicted, int spared) implements Fate {
            public Done {
                evicted = List.copyOf(evicted);
            }
        }

        /// It was to be changed, and was not.
        record Failed(String problem) implements Fate {}
    }

    /// The worst of its containers; [State#FAILED] also where it could not be changed.
    public State state() {
        return fate instanceof Fate.Failed
                ? State.FAILED
                : containers.stream()
                        .map(ContainerResult::state)
                        .max(Comparator.naturalOrder())
                        .orElse(State.OK);
    }
}
