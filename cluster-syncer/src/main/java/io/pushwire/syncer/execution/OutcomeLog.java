// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.outcome.Outcome;

import java.util.List;

/// Where outcomes are recorded.
public interface OutcomeLog {

    /// Returns when all are durable; waits as long as that takes.
    void record(List<Outcome> outcomes) throws InterruptedException;
}
