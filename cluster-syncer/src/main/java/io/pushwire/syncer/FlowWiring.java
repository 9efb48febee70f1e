// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.pushwire.control.Directive;
import io.pushwire.control.Directives;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.TopicProvisioner;
import io.pushwire.syncer.execution.ApiServerState;
import io.pushwire.syncer.execution.Deferrals;
import io.pushwire.syncer.execution.FlowControl;
import io.pushwire.syncer.execution.OutcomeFollower;
import io.pushwire.syncer.execution.PausedBefore;
import io.pushwire.syncer.execution.Revisits;
import io.pushwire.syncer.execution.WriteSlots;
import io.pushwire.syncer.kafka.ControlTail;
import io.pushwire.syncer.kubernetes.Cluster;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// What holds writes back, and what tries them again.
@Factory
final class FlowWiring {

    private static final String LATER = "syncer-later";

    @Singleton
    @Named(LATER)
    @Bean(preDestroy = "shutdownNow")
    ScheduledExecutorService later() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(LATER).factory());
    }

    /// Whoever decides again is made later: it needs what is made here.
    @Singleton
    Deferrals deferrals(
            BeanProvider<Revisits> revisits, @Named(LATER) ScheduledExecutorService later) {
        return new Deferrals(
                workload -> revisits.ifPresent(present -> present.revisit(workload)),
                (delay, task) -> {
                    var _ = later.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
                });
    }

    @Singleton
    ApiServerState serverState(Cluster cluster, Clock clock) {
        return new ApiServerState(cluster.probe(), clock);
    }

    @Singleton
    Directives directives() {
        return new Directives();
    }

    /// What a pause held back is decided again when the last one over a namespace ends.
    @Bean(preDestroy = "close")
    @Singleton
    ControlTail control(
            KafkaClients clients,
            TopicProvisioner topics,
            Directives directives,
            BeanProvider<Revisits> revisits,
            SyncerConfig config) {
        return new ControlTail(
                clients,
                topics,
                directives,
                pause ->
                        revisits.ifPresent(present ->
                                present.revisitIn(namespace ->
                                        pause.scope().covers(config.cluster(), namespace)
                                                && directives
                                                        .over(config.cluster(), namespace)
                                                        .isEmpty())));
    }

    /// A pause may have ended while the outcome that it caused was being recorded.
    @Singleton
    OutcomeFollower pausedBefore(FlowControl flow, BeanProvider<Revisits> revisits) {
        return new PausedBefore(
                flow.pauses(),
                workload -> revisits.ifPresent(present -> present.revisit(workload)));
    }

    @Singleton
    FlowControl flow(
            ApiServerState server,
            Deferrals deferrals,
            Directives directives,
            SyncerConfig config) {
        return new FlowControl(
                server,
                new WriteSlots(config.parallelWrites(), config.writesPerSecond(), System::nanoTime),
                deferrals,
                namespace -> directives.over(config.cluster(), namespace).map(Directive::toString));
    }
}
