// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.syncer.sync.Scope;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which workloads of which cluster.
final class SyncScopeOptions {

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description =
                    "A namespace; may be given several times. Default: that of the kubeconfig's"
                            + " context, or of the pod.")
    private List<String> namespaces = new ArrayList<>();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "All of them, but for the system's own.")
    private boolean all;

    @Option(
            names = {"-x", "--exclude-namespace"},
            paramLabel = "NAME",
            description = "All of them but this; may be given several times.")
    private List<String> excluded = new ArrayList<>();

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "SELECTOR",
            defaultValue = "",
            description = "Only workloads with these labels, as for kubectl.")
    private String selector = "";

    @Option(
            names = "--field-selector",
            paramLabel = "SELECTOR",
            defaultValue = "",
            description = "Only workloads with these fields, as for kubectl: metadata.name=web.")
    private String fieldSelector = "";

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Instead of pushwire.kubernetes.kubeconfig.")
    private @Nullable String kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Instead of pushwire.kubernetes.context.")
    private @Nullable String context;

    Optional<String> problem() {
        return !namespaces.isEmpty() && (all || !excluded.isEmpty())
                ? Optional.of("-n goes with neither -A nor -x")
                : Optional.empty();
    }

    Scope scope() {
        boolean everywhere = all || !excluded.isEmpty();
        List<String> only = namespaces.isEmpty() ? List.of(Scope.CURRENT) : namespaces;
        return new Scope(
                everywhere ? List.of() : only.stream().distinct().toList(),
                Set.copyOf(excluded),
                selector,
                fieldSelector);
    }

    @Nullable String kubeconfig() {
        return kubeconfig;
    }

    @Nullable String context() {
        return context;
    }
}
