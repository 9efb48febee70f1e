// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.pushwire.control.Directive;
import io.pushwire.control.RecheckRequest;
import io.pushwire.syncer.command.PauseBoard;
import io.pushwire.syncer.kafka.ControlBoard;

import org.apache.kafka.common.KafkaException;

import java.util.List;
import java.util.Map;

/// The board of the configured Kafka. The cluster needs no name to pause another one.
final class ContextPauseBoard implements PauseBoard {

    private static final String NAME = "pushwire.cluster";

    private final ApplicationContext context;
    private final String cluster;

    private ContextPauseBoard(ApplicationContext context, String cluster) {
        this.context = context;
        this.cluster = cluster;
    }

    static ContextPauseBoard open(SyncerDesk desk) {
        ApplicationContext context = desk.builder().build();
        context.getEnvironment().start();
        String cluster = context.getEnvironment().getProperty(NAME, String.class).orElse("");
        if (cluster.isBlank()) {
            context.getEnvironment()
                    .addPropertySource(PropertySource.of("nameless", Map.of(NAME, "nameless")));
        }
        return new ContextPauseBoard(context.start(), cluster);
    }

    @Override
    public String cluster() {
        if (cluster.isBlank()) {
            throw new IllegalArgumentException(
                    "pushwire.cluster is not set: name the cluster with --cluster, or say --fleet");
        }
        return cluster;
    }

    @Override
    public void say(Directive directive) throws InterruptedException {
        try {
            context.getBean(ControlBoard.class).say(directive);
        } catch (KafkaException away) {
            throw unavailable(away);
        }
    }

    /// As [#say], to the listener.
    void ask(RecheckRequest request) throws InterruptedException {
        try {
            context.getBean(ControlBoard.class).ask(request);
        } catch (KafkaException away) {
            throw unavailable(away);
        }
    }

    @Override
    public List<Directive> paused() throws InterruptedException {
        try {
            return context.getBean(ControlBoard.class).paused();
        } catch (KafkaException away) {
            throw unavailable(away);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private static IllegalArgumentException unavailable(KafkaException away) {
        return new IllegalArgumentException(
                "pushwire.kafka.bootstrap-servers: " + away.getMessage(), away);
    }
}
