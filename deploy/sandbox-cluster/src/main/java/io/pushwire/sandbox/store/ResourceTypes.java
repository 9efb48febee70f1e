// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// The kinds that the cluster serves: the built-in ones and those registered later.
public final class ResourceTypes {
    public static final ResourceType NAMESPACES = core("namespaces", "Namespace", "ns", "status");
    public static final ResourceType DEFINITIONS =
            new ResourceType(
                    "apiextensions.k8s.io",
                    "v1",
                    "customresourcedefinitions",
                    "CustomResourceDefinition",
                    false,
                    List.of("crd", "crds"),
                    Set.of("status"));
    public static final ResourceType BUDGETS =
            of("policy", "poddisruptionbudgets", "PodDisruptionBudget", "pdb", Set.of("status"));
    public static final ResourceType PODS = core("pods", "Pod", "po", "status", "eviction");

    private static final Set<String> SCALABLE = Set.of("status", "scale");

    private final CopyOnWriteArrayList<ResourceType> types = new CopyOnWriteArrayList<>();

    public ResourceTypes() {
        types.addAll(
                List.of(
                        NAMESPACES,
                        PODS,
                        core("events", "Event", "ev"),
                        core("secrets", "Secret", ""),
                        core("configmaps", "ConfigMap", "cm"),
                        core("serviceaccounts", "ServiceAccount", "sa"),
                        core("services", "Service", "svc", "status"),
                        core("nodes", "Node", "no", "status"),
                        of("apps", "deployments", "Deployment", "deploy", SCALABLE),
                        of("apps", "statefulsets", "StatefulSet", "sts", SCALABLE),
                        of("apps", "daemonsets", "DaemonSet", "ds", Set.of("status")),
                        of("apps", "replicasets", "ReplicaSet", "rs", SCALABLE),
                        of("apps", "controllerrevisions", "ControllerRevision", "", Set.of()),
                        of("batch", "cronjobs", "CronJob", "cj", Set.of("status")),
                        of("batch", "jobs", "Job", "", Set.of("status")),
                        of("events.k8s.io", "events", "Event", "ev", Set.of()),
                        of("coordination.k8s.io", "leases", "Lease", "", Set.of()),
                        BUDGETS,
                        DEFINITIONS));
    }

    private static ResourceType core(
            String plural, String kind, String shortName, String... subresources) {
        return new ResourceType(
                "",
                "v1",
                plural,
                kind,
                !Set.of("namespaces", "nodes").contains(plural),
                names(shortName),
                Set.of(subresources));
    }

    private static ResourceType of(
            String group, String plural, String kind, String shortName, Set<String> subresources) {
        return new ResourceType(group, "v1", plural, kind, true, names(shortName), subresources);
    }

    private static List<String> names(String shortName) {
        return shortName.isEmpty() ? List.of() : List.of(shortName);
    }

    /// Adds a kind; one with the same group and plural is replaced.
    public void register(ResourceType type) {
        unregister(type);
        types.add(type);
    }

    /// Serves a kind no longer; what is stored of it stays.
    public void unregister(ResourceType type) {
        types.removeIf(known -> known.qualifiedPlural().equals(type.qualifiedPlural()));
    }

    public List<ResourceType> all() {
        return List.copyOf(types);
    }

    public Optional<ResourceType> byPlural(String apiVersion, String plural) {
        return types.stream()
                .filter(type -> type.plural().equals(plural))
                .filter(type -> type.apiVersion().equals(apiVersion))
                .findFirst();
    }

    public Optional<ResourceType> byKind(String apiVersion, String kind) {
        return types.stream()
                .filter(type -> type.kind().equals(kind))
                .filter(type -> type.apiVersion().equals(apiVersion))
                .findFirst();
    }
}
