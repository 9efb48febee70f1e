// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pushwire.control.Directives;
import io.pushwire.kafka.TopicsConfig;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.execution.FlowControl;
import io.pushwire.syncer.execution.Hops;
import io.pushwire.syncer.execution.OutcomeFollower;
import io.pushwire.syncer.kafka.Subscription;
import io.pushwire.syncer.kubernetes.Cluster;

import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// What the syncer counts and measures; the README lists the names.
@Singleton
final class SyncerMetrics implements OutcomeFollower, Hops {

    private static final String PREFIX = "pushwire.syncer.";
    private static final String ROLLOUT = "rollout";

    private final MeterRegistry meters;
    private final Clock clock;

    SyncerMetrics(
            MeterRegistry meters,
            Clock clock,
            Cluster cluster,
            Subscription subscription,
            TopicsConfig topics,
            FlowControl flow,
            Directives directives) {
        this.meters = meters;
        this.clock = clock;
        gauge("workloads", "workloads that are known", cluster::size);
        gauge("in.flight", "events that were read and have no outcome yet", subscription::inFlight);
        gauge("writes", "writes that are under way", flow.slots()::held);
        gauge("writes.waiting", "writes that wait for a slot", flow.slots()::waiting);
        gauge("deferred", "changes that are put off", flow.deferrals()::deferred);
        gauge("paused", "pauses that hold, of all clusters", () -> directives.all().size());
        gauge("away.seconds", "how long the API server has been away", () -> away(flow));
        IntStream.range(0, topics.partitions()).forEach(partition -> lag(subscription, partition));
        // What begins with 1 never rises in a query.
        List.of(OutcomeKind.values()).forEach(kind -> outcomes(kind).increment(0));
        List.of(Hop.values()).forEach(hop -> timer(name(hop)));
        timer(ROLLOUT);
    }

    private void lag(Subscription subscription, int partition) {
        Gauge.builder(PREFIX + "lag", () -> subscription.lags().getOrDefault(partition, Double.NaN))
                .description("events without an outcome; NaN where another replica reads")
                .tag("partition", String.valueOf(partition))
                .register(meters);
    }

    @Override
    public void follow(Outcome outcome) {
        outcomes(outcome.kind()).increment();
        if (outcome.kind() == OutcomeKind.RolledOut) {
            outcome.writtenAt().ifPresent(written -> record(ROLLOUT, written, clock.instant()));
        }
    }

    @Override
    public void passed(Hop hop, Instant from, Instant to) {
        record(name(hop), from, to);
    }

    private static String name(Hop hop) {
        return hop.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private Counter outcomes(OutcomeKind kind) {
        return meters.counter(PREFIX + "outcomes", "kind", kind.name());
    }

    private Timer timer(String name) {
        return Timer.builder(PREFIX + name).publishPercentileHistogram().register(meters);
    }

    private void record(String name, Instant from, Instant to) {
        Duration took = Duration.between(from, to);
        timer(name).record(took.isNegative() ? Duration.ZERO : took);
    }

    private double away(FlowControl flow) {
        return flow.server()
                .awaySince()
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(PREFIX + name, value).description(description).register(meters);
    }
}
