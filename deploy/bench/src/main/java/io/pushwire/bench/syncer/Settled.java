// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.cluster.ApiServerProcess;
import io.pushwire.bench.cluster.Write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What the API server wrote down, once it has written it: it does so a moment after it answered.
record Settled(ApiServerProcess api) {

    private static final long PATIENCE_NANOS = 5_000_000_000L;

    /// What has been written down so far is not asked for.
    void forget() throws IOException, InterruptedException {
        api.writes();
    }

    /// Returns when there are so many that were taken, or they do not come.
    List<Write> writes(int number) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        var writes = new ArrayList<Write>(api.writes());
        while (writes.stream().filter(Write::done).count() < number && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
            writes.addAll(api.writes());
        }
        return writes;
    }
}
