// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.ResourceTypes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads paths such as `/apis/apps/v1/namespaces/shop/deployments/web/scale`.
final class Routes {
    private final ResourceTypes types;

    Routes(ResourceTypes types) {
        this.types = types;
    }

    /// Empty when the path names nothing that is served.
    Optional<Target> find(String path) {
        var parts = Arrays.stream(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
        if (parts.size() >= 3 && parts.getFirst().equals("api")) {
            return within(parts.get(1), parts.subList(2, parts.size()));
        }
        if (parts.size() >= 4 && parts.getFirst().equals("apis")) {
            return within(parts.get(1) + "/" + parts.get(2), parts.subList(3, parts.size()));
        }
        return Optional.empty();
    }

    private Optional<Target> within(String apiVersion, List<String> parts) {
        var inNamespace =
                parts.size() >= 3
                        && parts.getFirst().equals("namespaces")
                        && !(apiVersion.equals("v1") && parts.get(2).equals("status"));
        return inNamespace
                ? target(apiVersion, parts.get(1), parts.subList(2, parts.size()))
                : target(apiVersion, "", parts);
    }

    private Optional<Target> target(String apiVersion, String namespace, List<String> parts) {
        if (parts.size() > 3) {
            return Optional.empty();
        }
        var name = parts.size() > 1 ? parts.get(1) : "";
        var subresource = parts.size() > 2 ? parts.get(2) : "";
        return types.byPlural(apiVersion, parts.getFirst())
                .filter(type -> fits(type, namespace, name))
                .filter(type -> subresource.isEmpty() || type.has(subresource))
                .map(type -> new Target(type, namespace, name, subresource));
    }

    private static boolean fits(ResourceType type, String namespace, String name) {
        return type.namespaced() ? !namespace.isEmpty() || name.isEmpty() : namespace.isEmpty();
    }
}
