// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.syncer.policy.NamespaceSelection;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Which workloads a run looks at.
///
/// @param namespaces the only ones; none for all of them; [#CURRENT] stands for the one that
///   kubectl would take
/// @param excluded namespaces that are left out of all of them
/// @param selector a label selector for the API server, of workloads; empty for all
/// @param fieldSelector a field selector for the API server, of workloads; empty for all
public record Scope(
        List<String> namespaces, Set<String> excluded, String selector, String fieldSelector) {

    /// The namespace of the kubeconfig's context, or of the pod that the command runs in.
    public static final String CURRENT = ".";

    public Scope {
        namespaces = List.copyOf(namespaces);
        excluded = Set.copyOf(excluded);
    }

    /// The same, with the name of the current namespace, which is asked for only where it is meant.
    public Scope at(Supplier<String> current) {
        return namespaces.contains(CURRENT)
                ? new Scope(List.of(current.get()), excluded, selector, fieldSelector)
                : this;
    }

    boolean leavesOut(String namespace) {
        return excluded.contains(namespace) || isSystems(namespace);
    }

    boolean isSystems(String namespace) {
        return namespaces.isEmpty() && NamespaceSelection.isSystems(namespace);
    }
}
