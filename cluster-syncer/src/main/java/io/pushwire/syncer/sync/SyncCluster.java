// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.Digest;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.Workloads.Read;
import io.pushwire.syncer.execution.Workloads.Written;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The cluster, as one run needs it: the workloads that it was asked for. Nothing is watched. Calls
/// may block.
public interface SyncCluster extends AutoCloseable {

    /// @throws IllegalStateException if it cannot be asked
    Namespaces namespaces() throws InterruptedException;

    /// Tells of the workloads as they come, of each of them once, from several threads.
    ///
    /// @return sentences about what could not be seen
    /// @throws IllegalStateException if it cannot be asked, or does not allow it
    List<String> list(Consumer<List<Member>> parts) throws InterruptedException;

    /// By the uid of the workload that they belong to. Those that have ended or are being deleted
    /// are left out.
    ///
    /// @throws IllegalStateException if it cannot be asked, or does not allow it
    Map<String, List<RunningPod>> pods() throws InterruptedException;

    /// The object as the API server has it now.
    Read read(WorkloadRef workload) throws InterruptedException;

    /// Changes the object if it still is what the decision was made on.
    ///
    /// @param sameImage the digests that mean the same image
    Written write(Workload decidedOn, Decision.Write decision, UnaryOperator<Set<Digest>> sameImage)
            throws InterruptedException;

    /// Ends its connections.
    @Override
    void close();
}
