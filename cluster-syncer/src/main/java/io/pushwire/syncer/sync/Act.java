// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.syncer.policy.Policy;

/// What a run does with workloads that are out of date, where nothing nearer to them says
/// otherwise.
public enum Act {
    /// Nothing; it says what [#UPDATE] would do.
    REPORT(Policy.PIN, ""),
    /// Pins them to the digest.
    UPDATE(Policy.PIN, "updated"),
    /// Replaces their pods.
    RESTART(Policy.RESTART, "restarted"),
    /// Evicts their outdated pods.
    RECREATE(Policy.RECREATE, "recreated");

    private final Policy policy;
    private final String done;

    Act(Policy policy, String done) {
        this.policy = policy;
        this.done = done;
    }

    /// Of workloads that say nothing themselves.
    public Policy policy() {
        return policy;
    }

    boolean replacesPods() {
        return this == RESTART || this == RECREATE;
    }

    /// For the summary.
    String done() {
        return done;
    }
}
