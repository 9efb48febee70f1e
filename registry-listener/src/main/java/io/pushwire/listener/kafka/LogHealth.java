// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;

import jakarta.inject.Singleton;

import org.reactivestreams.Publisher;

import java.util.Map;

/// Readiness from what is known already: a probe that asked Kafka would hang as long as Kafka does.
@Singleton
@Readiness
final class LogHealth implements HealthIndicator {

    private static final String NAME = "log";

    private final LogState state;

    LogHealth(LogState state) {
        this.state = state;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(
                state.complaint()
                        .map(reason ->
                                HealthResult.builder(NAME, HealthStatus.DOWN)
                                        .details(Map.of("reason", reason))
                                        .build())
                        .orElseGet(() -> HealthResult.builder(NAME, HealthStatus.UP).build()));
    }
}
