// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.pushwire.control.RecheckRequest;
import io.pushwire.syncer.kafka.ControlBoard;
import io.pushwire.syncer.request.Callers;
import io.pushwire.syncer.request.SyncRequests;

import jakarta.inject.Singleton;

import org.apache.kafka.common.KafkaException;

import java.time.Clock;
import java.util.Optional;

/// What `POST /api/sync` works with, where it is switched on.
@Factory
@Requires(property = "pushwire.api.sync.enabled", value = "true")
final class ApiWiring {

    @Singleton
    SyncRequests requests(SyncerConfig config, Callers callers, ControlBoard board, Clock clock) {
        return new SyncRequests(config.cluster(), callers, request -> asked(board, request), clock);
    }

    private static Optional<String> asked(ControlBoard board, RecheckRequest request)
            throws InterruptedException {
        try {
            board.ask(request);
            return Optional.empty();
        } catch (KafkaException away) {
            return Optional.of("Kafka did not take the request: " + away.getMessage());
        }
    }
}
