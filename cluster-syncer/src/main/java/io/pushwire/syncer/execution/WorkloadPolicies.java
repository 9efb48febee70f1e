// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.policy.Declared;
import io.pushwire.syncer.policy.PolicyReader;
import io.pushwire.syncer.policy.PolicyReading;

/// The policy of a workload, with what its namespace says now.
public record WorkloadPolicies(Workloads workloads, PolicyReader policies) {

    public PolicyReading of(Workload workload) {
        return policies.read(
                new Declared(
                        workload.ref().namespace(),
                        workload.ref().name(),
                        workload.rollout().restart() == Workload.RestartStyle.BARE_POD,
                        workload.labels(),
                        workload.annotations(),
                        workloads.namespacePolicy(workload.ref().namespace()),
                        workload.containers().stream().map(Container::name).toList()));
    }
}
