// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import java.io.IOException;

/// One sender: makes one call after the other.
interface Call extends AutoCloseable {

    /// Returns when the answer is there.
    ///
    /// @param number of the call, different for each
    /// @return whether it is the one that it should be
    boolean make(long number) throws IOException, InterruptedException;

    @Override
    void close() throws IOException;

    /// Makes senders.
    interface Factory {
        Call open() throws IOException;
    }
}
