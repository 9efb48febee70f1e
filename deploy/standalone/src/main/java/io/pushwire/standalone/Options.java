// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What was asked for. What is empty here comes from the configuration file, else from
/// `application-standalone.yml`.
record Options(
        StandaloneCommand.Target kubernetes,
        Optional<Path> kubeconfig,
        Optional<String> cluster,
        Path data,
        Optional<String> host,
        Optional<Integer> port,
        Optional<Path> config) {

    boolean sandbox() {
        return kubernetes == StandaloneCommand.Target.SANDBOX;
    }

    /// The flags as properties, which stand above every file.
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        cluster.ifPresent(name -> properties.put("pushwire.cluster", name));
        kubeconfig.ifPresent(
                file -> properties.put("pushwire.kubernetes.kubeconfig", file.toString()));
        // Nobody but this machine has business with a sandbox.
        host.or(() -> sandbox() ? Optional.of("127.0.0.1") : Optional.empty())
                .ifPresent(address -> properties.put("micronaut.server.host", address));
        port.ifPresent(
                number -> properties.put("micronaut.server.port", number == 0 ? -1 : number));
        return properties;
    }
}
