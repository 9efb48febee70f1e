// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.pushwire.config.Contexts;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.listener.command.Desk;
import io.pushwire.listener.export.RecordLog;
import io.pushwire.listener.kafka.DeadLetterArchive;
import io.pushwire.listener.kafka.OpenLog;
import io.pushwire.listener.kafka.TopicLog;
import io.pushwire.listener.reception.Actors;
import io.pushwire.listener.reception.Stamp;
import io.pushwire.listener.redelivery.Archive;
import io.pushwire.listener.redelivery.Redelivery;
import io.pushwire.listener.source.Sources;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/// What the commands work with, from the same files and variables as the service.
final class ListenerDesk implements Desk {

    /// Active beside the listener's own environment: nothing serves, and nothing is opened unasked.
    static final String COMMAND = "listener-command";

    private final Map<String, Object> settings;

    ListenerDesk() {
        this(Map.of());
    }

    /// @param settings above the files and variables
    ListenerDesk(Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /// Needs the settings of Kafka only, so wrong sources do not matter.
    @Override
    public Archive archive() {
        return new DeadLetterArchive(clients());
    }

    @Override
    public RecordLog recordLog() {
        return new TopicLog(clients());
    }

    private KafkaClients clients() {
        try (ApplicationContext notStarted = builder().build()) {
            var environment = notStarted.getEnvironment().start();
            return new KafkaClients(new KafkaDefaultConfiguration(environment));
        }
    }

    @Override
    public Sending sending() {
        ApplicationContext context = builder().start();
        try {
            var log =
                    new OpenLog(context.getBean(KafkaClients.class), context.getBean(Clock.class));
            return new Sending() {

                @Override
                public Redelivery redelivery() {
                    return new Redelivery(
                            context.getBean(Sources.class),
                            log.events(),
                            Stamp.late(
                                    context.getBean(Clock.class),
                                    () -> UUID.randomUUID().toString(),
                                    context.getBean(Actors.class)));
                }

                @Override
                public void close() {
                    log.close();
                    context.close();
                }
            };
        } catch (RuntimeException failed) {
            context.close();
            throw failed;
        }
    }

    private ApplicationContextBuilder builder() {
        return Contexts.builder()
                .mainClass(RegistryListener.class)
                .environments(RegistryListener.ENVIRONMENT, COMMAND)
                .properties(settings);
    }
}
