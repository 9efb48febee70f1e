// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sync;

/// How much is measured.
///
/// @param rounds how often each thing has its turn
/// @param workloads Deployments of one container
/// @param images distinct ones that they use
record SyncPlan(int rounds, int workloads, int images) {

    static SyncPlan whole() {
        return new SyncPlan(5, 1000, 300);
    }

    static SyncPlan quick() {
        return new SyncPlan(1, 100, 30);
    }

    SyncPlan withRounds(int number) {
        return new SyncPlan(number, workloads, images);
    }
}
