// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import java.time.Duration;

/// Runs something later, on a thread of its own.
@FunctionalInterface
public interface Timer {

    void after(Duration delay, Runnable task);
}
