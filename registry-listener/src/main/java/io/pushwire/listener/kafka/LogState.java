// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import org.apache.kafka.clients.producer.Producer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Whether the log takes records. Shared by those who open, write and report.
public final class LogState implements AutoCloseable {

    // Readiness takes us out of the balancing, so no send would ever show that Kafka is back: an
    // old failure says nothing.
    private static final Duration FAILURE_COUNTS = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final AtomicReference<Opening> opening =
            new AtomicReference<>(new Opening.NotYet("the log is being opened"));
    private final AtomicReference<Optional<Failure>> lastFailure =
            new AtomicReference<>(Optional.empty());

    public LogState(InstantSource clock) {
        this.clock = clock;
    }

    /// How far the start has come.
    sealed interface Opening {

        record NotYet(String reason) implements Opening {}

        record Open(Producer<byte[], byte[]> producer) implements Opening {}
    }

    private record Failure(String reason, Instant at) {}

    Opening opening() {
        return opening.get();
    }

    void notYet(String reason) {
        opening.set(new Opening.NotYet(reason));
    }

    void open(Producer<byte[], byte[]> producer) {
        opening.set(new Opening.Open(producer));
    }

    void sent() {
        lastFailure.set(Optional.empty());
    }

    void failed(String reason) {
        lastFailure.set(Optional.of(new Failure(reason, clock.instant())));
    }

    /// A sentence about what keeps the log from taking records; empty if nothing is known to.
    Optional<String> complaint() {
        return switch (opening.get()) {
            case Opening.NotYet(String reason) -> Optional.of(reason);
            case Opening.Open _ ->
                    lastFailure
                            .get()
                            .filter(failure ->
                                    failure.at().plus(FAILURE_COUNTS).isAfter(clock.instant()))
                            .map(Failure::reason);
        };
    }

    @Override
    public void close() {
        if (opening.getAndSet(new Opening.NotYet("stopping"))
                instanceof Opening.Open(var producer)) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
