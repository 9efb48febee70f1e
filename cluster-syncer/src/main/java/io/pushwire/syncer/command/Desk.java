// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.control.RecheckRequest;
import io.pushwire.image.ImageReference;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.Change;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.replay.Entry;
import io.pushwire.syncer.replay.Explanation;
import io.pushwire.syncer.replay.Plan;
import io.pushwire.syncer.replay.Replaying;
import io.pushwire.syncer.replay.Window;
import io.pushwire.syncer.sync.Registries;
import io.pushwire.syncer.sync.SyncProgress;
import io.pushwire.syncer.sync.SyncReport;
import io.pushwire.syncer.sync.SyncRequest;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

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

    /// Opens the record and the cluster; open until closed.
    ///
    /// @throws IllegalStateException if one of them cannot be asked, or what is asked must not be
    /// @throws IllegalArgumentException if the configuration, or the policy file, cannot be meant
    Replay replay(ReplayAsked asked) throws InterruptedException;

    /// What the cluster of the configuration makes of an image.
    ///
    /// @param asked one with a tag
    /// @throws IllegalStateException if the cluster cannot be asked, or nothing was ever recorded
    /// @throws IllegalArgumentException if Kafka is away
    Explanation explain(ImageReference asked) throws InterruptedException;

    /// @param window which events
    /// @param cluster whose outcomes stand beside; empty for the configured one
    /// @param asOf the time by which it is judged which event of a tag is the newest; empty for now
    /// @param policyFile another configuration, to compare with
    /// @param apply whether it may be carried out
    record ReplayAsked(
            Window window,
            Optional<String> cluster,
            Optional<Instant> asOf,
            Optional<Path> policyFile,
            boolean apply) {}

    /// The past of the log beside the present of the cluster.
    interface Replay extends AutoCloseable {

        /// The cluster of the configuration.
        String cluster();

        /// Tells what came of each event and what would now; with a policy file where the two
        /// configurations differ.
        ///
        /// @param stop whether to end before the next event
        Replaying.Reached run(
                Consumer<Entry> entries, Replaying.Progress progress, BooleanSupplier stop)
                throws InterruptedException;

        /// What would have to be written. Empty if it was stopped.
        Optional<Plan> plan(Replaying.Progress progress, BooleanSupplier stop)
                throws InterruptedException;

        /// Carries it out, by the guards and at the rate of the service.
        ///
        /// @param by who asked for it
        /// @param told of each outcome once it is durable
        void apply(Plan plan, String by, Consumer<Outcome> told, BooleanSupplier stop)
                throws InterruptedException;

        @Override
        void close();
    }

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
