// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// An API server in a process of its own, which writes down when it took what.
public interface ApiServerProcess extends AutoCloseable {

    Path kubeconfig();

    /// The PATCHes that have been answered since this was asked last.
    List<Write> writes() throws IOException, InterruptedException;

    @Override
    void close();
}
