// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.syncer.decision.Workload;

import java.util.Optional;

/// Is told of every change in the index.
public interface WorkloadFollower {

    /// Called by a thread of the index, one change after the other for each kind; must not block.
    /// Changes that say nothing new to decisions are left out.
    ///
    /// @param before empty for a new object
    /// @param after empty for one that was deleted
    void changed(Optional<Workload> before, Optional<Workload> after);
}
