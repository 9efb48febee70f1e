// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

import java.time.Duration;

/// How the settler asks the registries.
///
/// @param giveUpAfter how old an event may become while its registry does not answer; then it is a
///   dead letter
/// @param notFoundFor how long after its notification a tag may be unknown to its registry; then
///   the event is a dead letter
/// @param parallelism how many look-ups at one registry may be under way at once. 1 to 64
@ConfigurationProperties("pushwire.settler")
public record SettlerConfig(
        @Bindable(defaultValue = "24h") Duration giveUpAfter,
        @Bindable(defaultValue = "10m") Duration notFoundFor,
        @Bindable(defaultValue = "8") int parallelism) {

    private static final int MOST_PARALLEL = 64;

    public SettlerConfig {
        if (!giveUpAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "pushwire.settler.give-up-after is %s: set more than 0s"
                            .formatted(giveUpAfter));
        }
        if (notFoundFor.isNegative()) {
            throw new IllegalArgumentException(
                    "pushwire.settler.not-found-for is negative: set 0s or more");
        }
        if (parallelism < 1 || parallelism > MOST_PARALLEL) {
            throw new IllegalArgumentException(
                    "pushwire.settler.parallelism is %d: use 1 to %d"
                            .formatted(parallelism, MOST_PARALLEL));
        }
    }
}
