// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.pushwire.syncer.rollout.Patience;

import java.time.Duration;

/// How long a rollout is waited for after a write.
///
/// @param deadline after which a rollout without progress is `RolloutFailed`. A Deployment's own
///   `progressDeadlineSeconds` counts more, unless that is switched off; more than 0
/// @param afterwards how long a rollout that failed, or that waits for pods to be deleted or for
///   its partition, is looked at once a minute for its `RolledOut`; 0 or more
@ConfigurationProperties("pushwire.rollout")
record RolloutConfig(
        @Bindable(defaultValue = "10m") Duration deadline,
        @Bindable(defaultValue = "1h") Duration afterwards) {

    RolloutConfig {
        patience(deadline, afterwards);
    }

    Patience patience() {
        return patience(deadline, afterwards);
    }

    private static Patience patience(Duration deadline, Duration afterwards) {
        return new Patience(deadline, afterwards);
    }
}
