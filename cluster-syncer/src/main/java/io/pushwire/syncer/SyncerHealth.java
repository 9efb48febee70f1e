// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.pushwire.syncer.kafka.Subscription;
import io.pushwire.syncer.kubernetes.Cluster;

import jakarta.inject.Singleton;

import org.reactivestreams.Publisher;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Ready when the caches are synced and the group has been joined; says what it waits for.
@Singleton
@Readiness
final class SyncerHealth implements HealthIndicator {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Subscription subscription;
    private final Clock clock;

    SyncerHealth(Cluster cluster, Subscription subscription, Clock clock) {
        this.cluster = cluster;
        this.subscription = subscription;
        this.clock = clock;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        String waitingFor = waitingFor();
        return Publishers.just(
                HealthResult.builder("syncer")
                        .status(waitingFor.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(
                                Map.of(
                                        "workloads", cluster.size(),
                                        "partitions", subscription.assignedPartitions(),
                                        "waitingFor", waitingFor,
                                        "missingRight", cluster.missingRight().orElse("")))
                        .build());
    }

    private String waitingFor() {
        if (!cluster.synchronizedOnce()) {
            return "the cluster: not every kind could be listed yet";
        }
        Optional<Instant> lastPoll = subscription.lastPoll();
        if (lastPoll.isEmpty()) {
            return "Kafka: the group was not joined yet";
        }
        return lastPoll.get().isBefore(clock.instant().minus(LONGEST_SILENCE))
                ? "Kafka: it was last asked for events at " + lastPoll.get()
                : "";
    }
}
