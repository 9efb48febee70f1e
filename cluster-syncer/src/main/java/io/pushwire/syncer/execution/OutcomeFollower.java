// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.outcome.Outcome;

/// Goes on from an outcome: keeps the inventory, watches a rollout, tells the workload's own users.
public interface OutcomeFollower {

    /// Called once the outcome is durable, by the thread that handles the event: it must not wait
    /// for the API server or Kafka, and must not throw. After a crash the same outcome may come
    /// again.
    void follow(Outcome outcome);
}
