// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

/// Told how far a run is, from any thread.
public interface SyncProgress {

    /// @param what is being done: `looked up`, `written`
    void step(String what, int done, int of);
}
