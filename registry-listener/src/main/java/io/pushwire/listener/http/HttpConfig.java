// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

import java.time.Duration;

/// How much time and room senders get.
///
/// @param headTimeout how long a connection may take until the next request's headers are there,
///   counted from its opening or from the last answer; then it is closed
/// @param bodyTimeout how long a sender may take for a whole body, however steadily it comes; then
///   the answer is 408
/// @param maxConnections connections at once; a further one takes the place of that which has kept
///   the listener waiting longest
@ConfigurationProperties("pushwire.http")
record HttpConfig(
        @Bindable(defaultValue = "30s") Duration headTimeout,
        @Bindable(defaultValue = "30s") Duration bodyTimeout,
        @Bindable(defaultValue = "4096") int maxConnections) {

    HttpConfig {
        if (!headTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "pushwire.http.head-timeout must be more than 0: set for example 30s");
        }
        if (!bodyTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "pushwire.http.body-timeout must be more than 0: set for example 30s");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException(
                    "pushwire.http.max-connections is " + maxConnections + ": set 1 or more");
        }
    }
}
