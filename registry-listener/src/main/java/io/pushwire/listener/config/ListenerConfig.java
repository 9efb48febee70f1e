// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

import java.time.Duration;

/// How long the listener waits for whom.
///
/// @param ackTimeout how long a request waits for Kafka before it is answered 503; registries give
///   up after 1 s (Distribution) to 5 s
/// @param settlingTime how long after its notification a tag may still give the old image when a
///   node pulls it by tag
/// @param stopTimeout how long requests that have begun may take after SIGTERM; keep it below the
///   `terminationGracePeriodSeconds` of the pod
@ConfigurationProperties("pushwire")
public record ListenerConfig(
        @Bindable(defaultValue = "1s") Duration ackTimeout,
        @Bindable(defaultValue = "2s") Duration settlingTime,
        @Bindable(defaultValue = "20s") Duration stopTimeout) {

    public ListenerConfig {
        if (!ackTimeout.isPositive() || ackTimeout.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new IllegalArgumentException(
                    "pushwire.ack-timeout is "
                            + ackTimeout.toMillis()
                            + " ms: set more than 0 and at most 30s");
        }
        if (settlingTime.isNegative()) {
            throw new IllegalArgumentException(
                    "pushwire.settling-time is negative: set 0s or more");
        }
        if (stopTimeout.isNegative()) {
            throw new IllegalArgumentException("pushwire.stop-timeout is negative: set 0s or more");
        }
    }
}
