// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.gate.ApiPath;
import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.ResourceTypes;

import java.util.Optional;

/// Finds the kinds of paths such as `/apis/apps/v1/namespaces/shop/deployments/web/scale`.
final class Routes {
    private final ResourceTypes types;

    Routes(ResourceTypes types) {
        this.types = types;
    }

    /// Empty when the path names nothing that is served.
    Optional<Target> find(String path) {
        return ApiPath.of(path)
                .flatMap(it ->
                        types.byPlural(it.apiVersion(), it.plural())
                                .filter(type -> fits(type, it.namespace(), it.name()))
                                .filter(type ->
                                        it.subresource().isEmpty() || type.has(it.subresource()))
                                .map(type ->
                                        new Target(
                                                type,
                                                it.namespace(),
                                                it.name(),
                                                it.subresource())));
    }

    private static boolean fits(ResourceType type, String namespace, String name) {
        return type.namespaced() ? !namespace.isEmpty() || name.isEmpty() : namespace.isEmpty();
    }
}
