// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import java.io.IOException;

/// Where clusters come from. There is one at a time, so that none disturbs another.
interface Clusters extends AutoCloseable {

    /// For people.
    String title();

    /// Starts the API server of one of the clusters.
    ///
    /// @param name what was stored under it earlier may still be there
    ApiServerProcess start(String name) throws IOException, InterruptedException;

    @Override
    void close();
}
