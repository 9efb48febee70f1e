// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.pushwire.config.ConfigurationCheck;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.LogPartition;
import io.pushwire.kafka.TopicProvisioner;
import io.pushwire.kafka.TopicsConfig;
import io.pushwire.listener.config.ActorsConfig;
import io.pushwire.listener.config.ConfiguredSources;
import io.pushwire.listener.config.ConfiguredSources.Checked;
import io.pushwire.listener.config.ListenerConfig;
import io.pushwire.listener.config.SettlerConfig;
import io.pushwire.listener.config.TracingConfig;
import io.pushwire.listener.http.Rehearsal;
import io.pushwire.listener.kafka.LogOpener;
import io.pushwire.listener.kafka.LogState;
import io.pushwire.listener.kafka.LogWriter;
import io.pushwire.listener.kafka.RecheckRun;
import io.pushwire.listener.kafka.SettlerRun;
import io.pushwire.listener.reception.Actors;
import io.pushwire.listener.reception.DeadLetters;
import io.pushwire.listener.reception.EventPublisher;
import io.pushwire.listener.reception.Reception;
import io.pushwire.listener.reception.Stamp;
import io.pushwire.listener.settler.LookUps;
import io.pushwire.listener.settler.Patience;
import io.pushwire.listener.settler.SettledPartitions;
import io.pushwire.listener.source.Sources;
import io.pushwire.listener.webhook.Dialects;
import io.pushwire.registry.DigestLookup;
import io.pushwire.registry.RegistryLookups;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/// Who gets whom: the only place that names several packages.
@Factory
final class ListenerWiring {

    private static final Map<String, String> TRACING_DEFAULTS =
            Map.of(
                    "otel.service.name", "pushwire-registry-listener",
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none");
    private static final Logger LOG = LoggerFactory.getLogger(ListenerWiring.class);

    @Singleton
    Checked checked(ConfiguredSources configured) {
        return configured.check(Dialects.all().names());
    }

    /// In the context's scope, so that a wrong configuration ends the start.
    @Context
    Sources sources(Checked checked) {
        Sources sources = checked.sources();
        if (sources.names().isEmpty()) {
            LOG.warn("no sources are configured, every hook answers 404: see pushwire.sources");
        }
        return sources;
    }

    /// Together with everything else that is wrong, before anything is opened.
    @Singleton
    ConfigurationCheck sourcesCheck(BeanProvider<Checked> checked) {
        return checked::get;
    }

    @Singleton
    Actors actors(ActorsConfig config) {
        return config.actors();
    }

    @Singleton
    ConfigurationCheck actorsCheck(BeanProvider<Actors> actors) {
        return actors::get;
    }

    @Bean(preDestroy = "close")
    @Singleton
    RegistryLookups lookups(Checked checked, Clock clock) {
        return new RegistryLookups(checked.registries(), clock);
    }

    @Singleton
    Reception reception(
            Sources sources,
            EventPublisher publisher,
            DeadLetters deadLetters,
            Actors actors,
            ListenerConfig config,
            Clock clock) {
        return new Reception(
                sources,
                Dialects.all(),
                publisher,
                deadLetters,
                new Stamp(
                        clock, () -> UUID.randomUUID().toString(), config.settlingTime(), actors));
    }

    /// Off, it makes no spans and costs nothing; contexts are handed on all the same.
    @Singleton
    OpenTelemetry openTelemetry(TracingConfig config) {
        return config.enabled()
                ? AutoConfiguredOpenTelemetrySdk.builder()
                        .addPropertiesSupplier(() -> TRACING_DEFAULTS)
                        .build()
                        .getOpenTelemetrySdk()
                : OpenTelemetry.noop();
    }

    @Bean(preDestroy = "close")
    @Singleton
    LogState logState(Clock clock) {
        return new LogState(clock);
    }

    @Singleton
    LogWriter logWriter(
            LogState state, ListenerConfig config, OpenTelemetry telemetry, MeterRegistry meters) {
        return new LogWriter(state, config.ackTimeout(), telemetry, meters);
    }

    @Singleton
    LookUps lookUps(DigestLookup lookup, SettlerConfig config, Clock clock) {
        return new LookUps(lookup, config.parallelism(), clock);
    }

    @Singleton
    SettledPartitions partitions(TopicsConfig topics) {
        return new SettledPartitions(image -> LogPartition.of(image, topics.partitions()));
    }

    @Bean(preDestroy = "close")
    @Singleton
    SettlerRun settler(
            LookUps lookUps,
            SettledPartitions partitions,
            KafkaClients clients,
            LogWriter writer,
            ListenerConfig listener,
            SettlerConfig config,
            Clock clock) {
        return new SettlerRun(
                clients,
                writer,
                lookUps,
                partitions,
                new Patience(listener.settlingTime(), config.giveUpAfter(), config.notFoundFor()),
                clock);
    }

    /// Needs the sources only so that nothing is opened for a configuration that is refused.
    @Bean(preDestroy = "close")
    @Context
    @Requires(notEnv = ListenerDesk.COMMAND)
    LogOpener logOpener(
            Sources checked,
            LogState state,
            KafkaClients clients,
            TopicProvisioner topics,
            ListenerConfig config,
            SettlerRun settler,
            RecheckRun rechecks,
            RecordWiring.Following record,
            Rehearsal rehearsal) {
        LOG.debug("opening the log for {}", checked.names());
        var opener =
                new LogOpener(
                        state,
                        clients,
                        topics,
                        config.ackTimeout(),
                        rehearsal::run,
                        log -> {
                            settler.start(log);
                            rechecks.start(log);
                            record.start();
                        },
                        ListenerWiring::end);
        opener.start();
        return opener;
    }

    private static void end(String reason) {
        LOG.error("{}", reason);
        System.exit(1);
    }
}
