// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

import java.time.Duration;

/// How often the registries are asked about what clusters use.
///
/// @param interval how long it is from one look at a tag in use to the next, give or take a tenth;
///   `0s` switches the re-check off
/// @param firstWithin how long after the start, or after a tag came into use, its first look may
///   come
@ConfigurationProperties("pushwire.reconcile")
public record ReconcileConfig(
        @Bindable(defaultValue = "10m") Duration interval,
        @Bindable(defaultValue = "1m") Duration firstWithin) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public ReconcileConfig {
        if (!interval.isZero() && interval.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "pushwire.reconcile.interval is %s: set 1s or more, or 0s to switch the re-check off"
                            .formatted(interval));
        }
        if (firstWithin.isNegative()) {
            throw new IllegalArgumentException(
                    "pushwire.reconcile.first-within is negative: set 0s or more");
        }
    }

    /// Whether registries are asked at all.
    public boolean enabled() {
        return !interval.isZero();
    }
}
