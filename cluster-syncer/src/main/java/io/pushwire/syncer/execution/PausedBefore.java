// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;

import java.util.function.Consumer;

/// Whoever ends a pause has everything decided again that the pause held back. What was being held
/// back in that very moment is not among it yet: that is seen to here.
public final class PausedBefore implements OutcomeFollower {

    private final Pauses pauses;
    private final Consumer<WorkloadRef> revisit;

    /// @param revisit decides a workload again
    public PausedBefore(Pauses pauses, Consumer<WorkloadRef> revisit) {
        this.pauses = pauses;
        this.revisit = revisit;
    }

    @Override
    public void follow(Outcome outcome) {
        if (outcome.kind() == OutcomeKind.Paused) {
            outcome.workload()
                    .filter(workload -> pauses.over(workload.namespace()).isEmpty())
                    .ifPresent(revisit);
        }
    }
}
