// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.syncer.decision.Workload;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The pods of all workloads, listed once, when the first of them is asked for.
final class Pods {

    private final SyncCluster cluster;
    private final ReentrantLock listing = new ReentrantLock();
    private @Nullable Map<String, List<RunningPod>> byOwner;
    private @Nullable String problem;

    Pods(SyncCluster cluster) {
        this.cluster = cluster;
    }

    /// What a look at pods found.
    sealed interface Look {}

    record Known(List<RunningPod> pods) implements Look {}

    /// @param problem why they could not be listed
    record Unknown(String problem) implements Look {}

    Look of(Workload workload) throws InterruptedException {
        list();
        return byOwner == null
                ? new Unknown(String.valueOf(problem))
                : new Known(byOwner.getOrDefault(workload.uid(), List.of()));
    }

    /// Lists them, if nobody has yet.
    void list() throws InterruptedException {
        listing.lockInterruptibly();
        try {
            if (byOwner == null && problem == null) {
                byOwner = cluster.pods();
            }
        } catch (IllegalStateException unavailable) {
            problem = unavailable.getMessage();
        } finally {
            listing.unlock();
        }
    }
}
