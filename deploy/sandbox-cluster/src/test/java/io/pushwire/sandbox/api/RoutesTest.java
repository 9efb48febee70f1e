// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.store.ResourceTypes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private final Routes routes = new Routes(new ResourceTypes());

    @ParameterizedTest
    @CsvSource({
        "/api/v1/pods, pods, '', '', ''",
        "/api/v1/namespaces, namespaces, '', '', ''",
        "/api/v1/namespaces/shop, namespaces, '', shop, ''",
        "/api/v1/namespaces/shop/status, namespaces, '', shop, status",
        "/api/v1/namespaces/shop/pods/p/eviction, pods, shop, p, eviction",
        "/apis/apps/v1/namespaces/shop/deployments/web/scale, deployments, shop, web, scale"
    })
    void readsPaths(String path, String plural, String namespace, String name, String sub) {
        var target = routes.find(path).orElseThrow();

        assertThat(target.type().plural()).isEqualTo(plural);
        assertThat(target.namespace()).isEqualTo(namespace);
        assertThat(target.name()).isEqualTo(name);
        assertThat(target.subresource()).isEqualTo(sub);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1",
                "/api/v1/deployments",
                "/api/v1/pods/p",
                "/api/v1/namespaces/shop/nodes",
                "/apis/apps/v1/namespaces/shop/daemonsets/d/scale",
                "/apis/apps/v1/namespaces/shop/deployments/web/scale/more",
                "/apis/apps/v2/deployments"
            })
    void knowsNoOthers(String path) {
        assertThat(routes.find(path)).isEmpty();
    }
}
