// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.process;

import io.pushwire.bench.process.ServiceProcess.Service;
import io.pushwire.bench.sending.Push;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// A listener with one source, whose notifications [Push] makes. No registry is asked.
public final class Listener {

    private Listener() {}

    /// Returns when it is ready.
    ///
    /// @param jar its class path
    /// @param output what it prints goes there
    public static ServiceProcess start(
            Path launcher, Path jar, String bootstrapServers, Path output)
            throws IOException, InterruptedException {
        String yaml =
                """
                pushwire:
                  kafka: {bootstrap-servers: "%s"}
                  sources:
                    %s:
                      dialect: distribution
                      registry: %s
                      auth: {header: {name: Authorization, value: %s}}
                      look-up: {enabled: false}
                """
                        .formatted(bootstrapServers, Push.SOURCE, Push.REGISTRY, Push.SECRET);
        return ServiceProcess.start(
                launcher, new Service("registry-listener", jar, yaml, Map.of()), output);
    }
}
