// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.decision.Workload.RestartStyle;
import io.pushwire.syncer.policy.Declared;
import io.pushwire.syncer.policy.FieldSelector;
import io.pushwire.syncer.policy.LabelSelector;
import io.pushwire.syncer.policy.NamespaceSelection;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReader;
import io.pushwire.syncer.policy.PolicyReading;
import io.pushwire.syncer.policy.Selection;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What happens to a workload: what its own annotations say, else its namespace's, else what the
/// run was asked to do.
final class SyncPolicies {

    // The system's namespaces too: the scope has left them out, unless they were named.
    private static final NamespaceSelection EVERYWHERE =
            new NamespaceSelection(
                    List.of("*", "kube-system", "kube-public", "kube-node-lease"), List.of());

    private final PolicyReader asked;
    private final Optional<PolicyReader> ofBarePods;
    private final Map<String, String> ofNamespaces;

    SyncPolicies(SyncRequest request, Syncing.Rules rules, Map<String, String> ofNamespaces) {
        this.asked = reader(request.act().policy(), rules);
        this.ofBarePods =
                request.patchBarePods() ? Optional.of(reader(Policy.PIN, rules)) : Optional.empty();
        this.ofNamespaces = ofNamespaces;
    }

    PolicyReading of(Workload workload) {
        boolean bare = workload.rollout().restart() == RestartStyle.BARE_POD;
        boolean patched = bare && ofBarePods.isPresent();
        var declared =
                new Declared(
                        workload.ref().namespace(),
                        workload.ref().name(),
                        bare && !patched,
                        workload.labels(),
                        workload.annotations(),
                        Optional.ofNullable(ofNamespaces.get(workload.ref().namespace())),
                        workload.containers().stream().map(it -> it.name()).toList());
        return (patched ? ofBarePods.get() : asked).read(declared);
    }

    private static PolicyReader reader(Policy policy, Syncing.Rules rules) {
        return new PolicyReader(
                policy,
                rules.onManaged(),
                rules.admission(),
                new Selection(
                        EVERYWHERE,
                        LabelSelector.parse(""),
                        FieldSelector.parse(""),
                        rules.optIn()));
    }
}
