// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.pushwire.listener.record.Progress;
import io.pushwire.listener.record.RecordFollower;
import io.pushwire.listener.record.RecordState;

import jakarta.inject.Singleton;

import org.reactivestreams.Publisher;

import java.util.LinkedHashMap;
import java.util.Map;

/// How far the index is. Never down: a listener that builds its index takes notifications.
@Singleton
@Readiness
@Requires(property = "pushwire.record.enabled", value = "true")
final class RecordHealth implements HealthIndicator {

    private static final String NAME = "record";
    private static final String INDEX = "index";

    private final RecordFollower follower;

    RecordHealth(RecordFollower follower) {
        this.follower = follower;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(
                HealthResult.builder(NAME, HealthStatus.UP).details(details()).build());
    }

    private Map<String, Object> details() {
        return switch (follower.state()) {
            case RecordState.Building(Progress progress) -> building(progress);
            case RecordState.Ready(int documents) -> Map.of(INDEX, "ready", "documents", documents);
            // The reason names a folder, and health is for everybody.
            case RecordState.Unusable _ -> Map.of(INDEX, "unusable, see the log");
        };
    }

    private static Map<String, Object> building(Progress progress) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(INDEX, "being built");
        details.put("read", progress.read());
        details.put("of", progress.of());
        details.put("percent", progress.percent());
        progress.left().ifPresent(left -> details.put("secondsLeft", left.toSeconds()));
        return details;
    }
}
