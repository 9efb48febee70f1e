// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.start;

/// How much is measured.
///
/// @param rounds how often each program has its turn, plain and trained
/// @param workloads of the cluster whose syncer is only measured for its memory
record StartPlan(int rounds, int workloads) {

    static StartPlan whole() {
        return new StartPlan(5, 10_000);
    }

    static StartPlan quick() {
        return new StartPlan(1, 100);
    }

    StartPlan withRounds(int number) {
        return new StartPlan(number, workloads);
    }
}
