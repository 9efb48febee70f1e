// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One kind of object that the cluster serves.
///
/// @param group empty for the core group
/// @param plural the name in paths, `deployments`
/// @param kind the name in objects, `Deployment`
/// @param shortNames what kubectl understands too, `deploy`
/// @param subresources any of `status`, `scale`, `eviction`
public record ResourceType(
        String group,
        String version,
        String plural,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        Set<String> subresources) {
    public ResourceType {
        if (version.isEmpty() || plural.isEmpty() || kind.isEmpty()) {
            throw new IllegalArgumentException(
                    "A kind needs a version, a plural and a name but got '%s', '%s', '%s'"
                            .formatted(version, plural, kind));
        }
        shortNames = List.copyOf(shortNames);
        subresources = Set.copyOf(subresources);
    }

    /// A custom kind with a status subresource, such as an Argo Rollout.
    public static ResourceType custom(
            String group, String version, String plural, String kind, boolean namespaced) {
        return new ResourceType(
                group, version, plural, kind, namespaced, List.of(), Set.of("status"));
    }

    /// As an object's `apiVersion` says it: `v1`, `apps/v1`.
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    /// As error messages name it: `deployments.apps`.
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /// As validation messages name it: `Deployment.apps`.
    public String qualifiedKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    /// Whether a CustomResourceDefinition brings it along on a real cluster: groups of Kubernetes
    /// itself have no dot, or end in `k8s.io`.
    public boolean isCustom() {
        return group.indexOf('.') >= 0 && !group.endsWith(".k8s.io");
    }

    public boolean has(String subresource) {
        return subresources.contains(subresource);
    }
}
