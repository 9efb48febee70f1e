// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static java.util.Objects.requireNonNull;

import org.yaml.snakeyaml.Yaml;

import java.util.List;
import java.util.Map;

/// Changes of the kubeconfig that tests use.
final class Kubeconfigs {

    private Kubeconfigs() {}

    /// All of its contexts in that namespace.
    @SuppressWarnings("unchecked")
    static String withNamespace(String kubeconfig, String namespace) {
        Map<String, Object> config = new Yaml().load(kubeconfig);
        var contexts = (List<Map<String, Object>>) requireNonNull(config.get("contexts"));
        for (Map<String, Object> entry : contexts) {
            var context = (Map<String, Object>) requireNonNull(entry.get("context"));
            context.put("namespace", namespace);
        }
        return new Yaml().dump(config);
    }
}
