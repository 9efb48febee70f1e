// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.outcome.Outcome.WorkloadRef;

import java.util.function.Predicate;

/// Decides workloads again without a new event: by the newest word on each tag that they follow, in
/// turn with that tag's events, soon and on another thread. Only what this replica's share of the
/// tags allows, and only workloads that Pushwire has written or still owes something.
public interface Revisits {

    /// The one workload, because it changed or because its time has come.
    void revisit(WorkloadRef workload);

    /// All of these namespaces, because what held them back is over.
    void revisitIn(Predicate<String> namespaces);
}
