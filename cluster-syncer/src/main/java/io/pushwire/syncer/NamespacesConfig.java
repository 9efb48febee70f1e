// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.pushwire.syncer.policy.NamespaceSelection;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Which namespaces the syncer looks after.
///
/// @param include names and globs (`team-*`) of the namespaces whose workloads are looked after;
///   all without it. `kube-system`, `kube-public` and `kube-node-lease` only where they are written
///   out
/// @param exclude names and globs of namespaces that are left alone. A name that is written out
///   under `include` counts more than a glob here
@ConfigurationProperties("pushwire.namespaces")
record NamespacesConfig(@Nullable List<String> include, @Nullable List<String> exclude) {

    NamespacesConfig {
        selection(include, exclude);
    }

    NamespaceSelection selection() {
        return selection(include, exclude);
    }

    private static NamespaceSelection selection(
            @Nullable List<String> include, @Nullable List<String> exclude) {
        return new NamespaceSelection(orNone(include), orNone(exclude));
    }

    private static List<String> orNone(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
