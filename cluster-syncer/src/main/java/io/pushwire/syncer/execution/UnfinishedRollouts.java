// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.outcome.Outcome;

import java.util.List;

/// Rollouts whose end has still to be recorded, by whoever owns the partition of their event.
public interface UnfinishedRollouts {

    /// Watches on where another replica, or this one before its restart, left off. Must not wait
    /// for the API server or Kafka. Nothing comes of what is watched already, or is older than
    /// that.
    ///
    /// @param writes outcomes that [#begins] holds of
    void takeOver(List<Outcome> writes);

    /// Another replica has this partition of the log now.
    void release(int partition);

    /// Whether a rollout follows the outcome.
    static boolean begins(Outcome outcome) {
        return outcome.workload().isPresent()
                && switch (outcome.kind()) {
                    case Written, Restarted, Recreated -> true;
                    default -> false;
                };
    }

    /// Whether nothing more is to be recorded of the rollout.
    static boolean ends(Outcome outcome) {
        return switch (outcome.kind()) {
            case RolledOut, Superseded, Gone -> true;
            default -> false;
        };
    }
}
