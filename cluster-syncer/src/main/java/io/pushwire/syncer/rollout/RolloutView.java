// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.rollout.PodState.ReplicaSet;

import java.util.List;
import java.util.Optional;

/// The cluster, as a watch on rollouts needs it. Calls may block; an interrupt ends them.
public interface RolloutView {

    /// The object as the API server has it now.
    Look look(WorkloadRef workload) throws InterruptedException;

    /// The pods that its selector matches, and the ReplicaSets that may own them.
    Pods pods(WorkloadRef workload, RolloutReport report) throws InterruptedException;

    /// What the newest Kubernetes Event of type Warning about an object says. Empty if there is
    /// none or it may not be read.
    Optional<String> warning(String namespace, String uid) throws InterruptedException;

    /// What a read of the object found.
    sealed interface Look {
        record Found(RolloutReport report) implements Look {}

        record Gone() implements Look {}

        /// The API server did not answer, or not now.
        record Unavailable(String problem) implements Look {}
    }

    /// What a list of the pods found.
    sealed interface Pods {
        record Found(List<PodState> pods, List<ReplicaSet> replicaSets) implements Pods {
            public Found {
                pods = List.copyOf(pods);
                replicaSets = List.copyOf(replicaSets);
            }
        }

        /// The syncer lacks a right; the text names it.
        record NotAllowed(String problem) implements Pods {}

        record Unavailable(String problem) implements Pods {}
    }
}
