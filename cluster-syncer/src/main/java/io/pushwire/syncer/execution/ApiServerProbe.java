// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

/// Asks the API server for nothing in particular, to know whether it is there.
@FunctionalInterface
public interface ApiServerProbe {

    /// Whether it is ready and would take a write to an object that no webhook or budget guards.
    /// Answers within seconds.
    boolean answers() throws InterruptedException;
}
