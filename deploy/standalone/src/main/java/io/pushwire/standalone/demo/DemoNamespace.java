// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A namespace of the demo's own in a real cluster; everything in it goes with it.
record DemoNamespace(ClusterApi cluster, String name) implements AutoCloseable {

    private static final Duration GOING = Duration.ofMinutes(1);

    /// Waits for one that is just being deleted, by the demo before this one.
    static DemoNamespace create(ClusterApi cluster, String name)
            throws DemoFailedException, InterruptedException {
        return Deadline.in(GOING)
                .await(
                        "the namespace " + name + " to be gone from an earlier demo",
                        () -> tryToCreate(cluster, name));
    }

    private static Optional<DemoNamespace> tryToCreate(ClusterApi cluster, String name)
            throws IOException, DemoFailedException {
        try {
            cluster.create(
                    "/api/v1/namespaces",
                    """
                    {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%s"}}
                    """
                            .formatted(name));
            return Optional.of(new DemoNamespace(cluster, name));
        } catch (DemoFailedException refused) {
            if (String.valueOf(refused.getMessage()).contains("is being deleted")) {
                return Optional.empty();
            }
            throw new DemoFailedException(
                    "%s%nIf it is left from an earlier demo: kubectl delete namespace %s"
                            .formatted(refused.getMessage(), name),
                    refused);
        }
    }

    @Override
    public void close() throws IOException, DemoFailedException {
        cluster.delete("/api/v1/namespaces/" + name);
    }
}
