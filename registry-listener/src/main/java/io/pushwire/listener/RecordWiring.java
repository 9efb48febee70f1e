// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.pushwire.config.ConfigurationCheck;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.listener.access.Readers;
import io.pushwire.listener.api.Limits;
import io.pushwire.listener.config.ConfiguredReaders;
import io.pushwire.listener.config.RecordConfig;
import io.pushwire.listener.record.RecordFollower;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/// The record: who gets whom.
@Factory
final class RecordWiring {

    private static final Logger LOG = LoggerFactory.getLogger(RecordWiring.class);
    private static final String ENABLED = "pushwire.record.enabled";

    /// In the context's scope, so that a wrong configuration ends the start.
    @Context
    Readers readers(ConfiguredReaders configured, RecordConfig config) {
        Readers readers = configured.check();
        if (config.enabled() && readers.isEmpty()) {
            LOG.warn(
                    "nobody may read the record, every question is answered 401: see"
                            + " pushwire.readers");
        }
        return readers;
    }

    /// Together with everything else that is wrong, before anything is opened.
    @Singleton
    ConfigurationCheck readersCheck(BeanProvider<ConfiguredReaders> configured) {
        return () -> configured.get().check();
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(property = ENABLED, value = "true")
    RecordFollower follower(KafkaClients clients, RecordConfig config) {
        return new RecordFollower(clients, config.folder(), config.commitInterval());
    }

    /// The index, if there is to be one.
    record Following(Optional<RecordFollower> follower) {

        void start() {
            follower.ifPresent(RecordFollower::start);
        }
    }

    @Singleton
    Following following(Optional<RecordFollower> follower) {
        return new Following(follower);
    }

    @Singleton
    Limits limits(RecordConfig config) {
        return new Limits(
                config.queries(), config.queryTimeout(), config.streams(), config.heartbeat());
    }
}
