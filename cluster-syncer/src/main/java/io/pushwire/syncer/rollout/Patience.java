// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import java.time.Duration;
import java.util.OptionalLong;

/// How long a rollout is waited for.
///
/// @param deadline after which one without progress has failed, where its own controller does not
///   give up
/// @param afterwards how long one that failed, or that waits for somebody, is looked at further
public record Patience(Duration deadline, Duration afterwards) {

    private static final Duration CONTROLLERS_TURN = Duration.ofMinutes(1);

    /// Kubernetes writes the largest int for "never".
    private static final long NEVER = Integer.MAX_VALUE;

    public Patience {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException(
                    "pushwire.rollout.deadline is %s: use more than nothing".formatted(deadline));
        }
        if (afterwards.isNegative()) {
            throw new IllegalArgumentException(
                    "pushwire.rollout.afterwards is %s: use 0 or more".formatted(afterwards));
        }
    }

    /// A controller that gives up by itself is given the time to say so.
    Duration of(RolloutReport report) {
        OptionalLong own = report.spec().progressDeadlineSeconds();
        if (own.isEmpty() || own.getAsLong() >= NEVER) {
            return deadline;
        }
        Duration later = Duration.ofSeconds(own.getAsLong()).plus(CONTROLLERS_TURN);
        return later.compareTo(deadline) > 0 ? later : deadline;
    }
}
