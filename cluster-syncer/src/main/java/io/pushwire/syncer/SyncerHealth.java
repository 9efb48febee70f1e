// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.pushwire.syncer.execution.FlowControl;
import io.pushwire.syncer.kafka.ControlTail;
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
    private final ControlTail control;
    private final Subscription subscription;
    private final FlowControl flow;
    private final Clock clock;

    SyncerHealth(
            Cluster cluster,
            ControlTail control,
            Subscription subscription,
            FlowControl flow,
            Clock clock) {
        this.cluster = cluster;
        this.control = control;
        this.subscription = subscription;
        this.flow = flow;
        this.clock = clock;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        String waitingFor = waitingFor();
        return Publishers.just(
                HealthResult.builder("syncer")
                        .status(waitingFor.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(details(waitingFor))
                        .build());
    }

    /// What a person needs to know, `waitingFor` first of all.
    Map<String, Object> details() {
        return details(waitingFor());
    }

    private Map<String, Object> details(String waitingFor) {
        return Map.of(
                "workloads",
                cluster.size(),
                "partitions",
                subscription.assignedPartitions(),
                "waitingFor",
                waitingFor,
                "missingRight",
                missingRight(),
                "apiServerAwaySince",
                flow.server().awaySince().map(Instant::toString).orElse(""));
    }

    private String missingRight() {
        return cluster.missingRight().or(flow.deferrals()::missingRight).orElse("");
    }

    private String waitingFor() {
        if (!cluster.synchronizedOnce()) {
            return "the cluster: not every kind could be listed yet";
        }
        if (!control.isRead()) {
            return "Kafka: what is paused was not read yet";
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
