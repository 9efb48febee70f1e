// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.cluster;

import io.pushwire.bench.process.Artifacts;

import java.io.IOException;
import java.nio.file.Path;

/// Where clusters come from. There is one at a time, so that none disturbs another.
public interface Clusters extends AutoCloseable {

    /// kube-apiserver where `KUBEBUILDER_ASSETS` names one, else the sandbox cluster.
    static Clusters available(Artifacts artifacts, Path directory) throws IOException {
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        return assets == null || assets.isBlank()
                ? new SandboxClusters(artifacts, directory)
                : new RealClusters(Path.of(assets), directory);
    }

    /// For people.
    String title();

    /// Starts the API server of one of the clusters.
    ///
    /// @param name what was stored under it earlier may still be there
    ApiServerProcess start(String name) throws IOException, InterruptedException;

    @Override
    void close();
}
