// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.control.RecheckRequest;
import io.pushwire.outcome.Outcome.Change;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.sync.Registries;
import io.pushwire.syncer.sync.SyncProgress;
import io.pushwire.syncer.sync.SyncReport;
import io.pushwire.syncer.sync.SyncRequest;

import java.util.List;
import java.util.Optional;

/// What the commands work with: one method for each thing, opened when it is asked for.
public interface Desk {

    /// Takes pins back in the cluster of the configuration; open until closed.
    Unpins unpins();

    /// The rights that a syncer of this configuration needs, as manifests.
    String rights(RightsAsked asked);

    /// Takes the inventory of a cluster that is gone away.
    ///
    /// @param force also if the cluster was heard of a moment ago
    /// @return how many records there were
    /// @throws IllegalStateException if it is not gone
    /// @throws IllegalArgumentException if Kafka is away
    int forget(String cluster, boolean force) throws InterruptedException;

    /// Where pauses are said and listed.
    PauseBoard pauses();

    /// Asks the listener to look at registries now; returns when it will hear of it whatever
    /// happens.
    ///
    /// @throws IllegalArgumentException if Kafka does not take it
    void recheck(RecheckRequest request) throws InterruptedException;

    /// Once over the cluster, without Kafka.
    ///
    /// @throws IllegalStateException if the cluster cannot be asked
    SyncReport sync(SyncAsked asked, SyncProgress progress) throws InterruptedException;

    /// @param kubeconfig instead of the configuration's
    /// @param context instead of the configuration's
    record SyncAsked(
            SyncRequest request,
            Registries.Options registries,
            Optional<String> kubeconfig,
            Optional<String> context) {}

    /// @param namespaced Roles and no ClusterRole
    /// @param recreate whether pods may be evicted
    /// @param account of the syncer, `<namespace>/<name>`
    record RightsAsked(boolean namespaced, boolean recreate, String account) {}

    /// A way to the workloads that Pushwire wrote.
    interface Unpins extends AutoCloseable {

        /// @param namespace the only one that is looked at
        /// @param wanted `<kind>/<name>`, if only that one is meant
        List<WorkloadRef> pinned(Optional<String> namespace, Optional<String> wanted);

        /// @return sentences: what was given back, and what was left and why
        Unpinned unpin(WorkloadRef workload, boolean dryRun) throws InterruptedException;

        @Override
        void close();
    }

    /// @param changes what was given back
    /// @param left sentences about what stays
    /// @param problem why nothing was done, if so
    record Unpinned(List<Change> changes, List<String> left, Optional<String> problem) {}
}
