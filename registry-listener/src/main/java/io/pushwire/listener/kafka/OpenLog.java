// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.listener.reception.EventPublisher;

import java.time.Clock;
import java.time.Duration;

/// The log for a command, which has time and nobody else to open it.
public final class OpenLog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LogState state;

    public OpenLog(KafkaClients clients, Clock clock) {
        state = new LogState(clock);
        state.open(clients.producer(PATIENCE));
    }

    /// Waits up to ten seconds for each publication.
    public EventPublisher events() {
        return new KafkaEventPublisher(
                new LogWriter(state, PATIENCE, OpenTelemetry.noop(), new SimpleMeterRegistry()));
    }

    @Override
    public void close() {
        state.close();
    }
}
