// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import java.util.function.Supplier;

/// What a run is asked to do.
///
/// @param checkPods whether what pods run decides; always so where pods are replaced
/// @param dryRun whether it only says what it would do
/// @param patchBarePods whether pods without a controller are changed in place; else they are only
///   reported
/// @param pullSecrets whether registries are asked with the workloads' own pull secrets
/// @param parallelism how many look-ups at one registry, and how many writes, are under way at once
/// @param maxEvictions how many pods are evicted at most
public record SyncRequest(
        Scope scope,
        Act act,
        boolean checkPods,
        boolean dryRun,
        boolean patchBarePods,
        boolean pullSecrets,
        int parallelism,
        int maxEvictions) {

    /// Whether pods have to be listed.
    public boolean looksAtPods() {
        return checkPods || act.replacesPods();
    }

    /// Whether pods without a controller are among the workloads.
    public boolean looksAtBarePods() {
        return looksAtPods() || patchBarePods;
    }

    /// The same, with the name of the current namespace, which is asked for only where it is meant.
    public SyncRequest at(Supplier<String> current) {
        return new SyncRequest(
                scope.at(current),
                act,
                checkPods,
                dryRun,
                patchBarePods,
                pullSecrets,
                parallelism,
                maxEvictions);
    }

    boolean writes() {
        return act != Act.REPORT && !dryRun;
    }
}
