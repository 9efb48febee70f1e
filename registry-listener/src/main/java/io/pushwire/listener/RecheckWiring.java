// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.TopicProvisioner;
import io.pushwire.listener.config.ListenerConfig;
import io.pushwire.listener.config.ReconcileConfig;
import io.pushwire.listener.kafka.LogWriter;
import io.pushwire.listener.kafka.RecheckRun;
import io.pushwire.listener.recheck.Findings;
import io.pushwire.listener.recheck.InUse;
import io.pushwire.listener.recheck.Rechecks;
import io.pushwire.listener.recheck.Rhythm;
import io.pushwire.listener.settler.LookUps;
import io.pushwire.listener.settler.SettledPartitions;
import io.pushwire.listener.settler.Settlement;
import io.pushwire.listener.source.Sources;

import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// The re-check: who gets whom.
@Factory
final class RecheckWiring {

    @Singleton
    InUse inUse(Sources sources) {
        return new InUse(sources);
    }

    /// How the re-check is made once it is known where its words go.
    record Making(Optional<Function<Settlement, Rechecks>> maker) {}

    @Singleton
    Making making(
            InUse inUse,
            SettledPartitions partitions,
            LookUps lookUps,
            Findings findings,
            ListenerConfig listener,
            ReconcileConfig config,
            Clock clock) {
        if (!config.enabled()) {
            return new Making(Optional.empty());
        }
        var rhythm =
                new Rhythm(config.interval(), config.firstWithin(), RandomGenerator.getDefault());
        return new Making(
                Optional.of(settlement ->
                        new Rechecks(
                                new Rechecks.Parts(
                                        inUse, partitions, lookUps, settlement, findings),
                                rhythm,
                                listener.settlingTime(),
                                clock)));
    }

    @Bean(preDestroy = "close")
    @Singleton
    RecheckRun rechecks(
            KafkaClients clients,
            TopicProvisioner topics,
            LogWriter writer,
            InUse inUse,
            Making making,
            MeterRegistry meters,
            Clock clock) {
        var run = new RecheckRun(clients, topics, writer, inUse, making.maker(), clock);
        Gauge.builder("pushwire.recheck.tags", run, RecheckRun::size)
                .description("Tags in use that this replica re-checks")
                .register(meters);
        return run;
    }
}
