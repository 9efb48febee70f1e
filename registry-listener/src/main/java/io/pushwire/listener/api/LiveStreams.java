// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.pushwire.listener.access.Reader;
import io.pushwire.listener.record.Arriving;
import io.pushwire.listener.record.Filter;
import io.pushwire.listener.record.RecordFollower;
import io.pushwire.listener.record.Seen;

import jakarta.inject.Singleton;

import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// The streams that are open. A stop of the service ends them, so that it waits for none.
@Singleton
@Requires(property = "pushwire.record.enabled", value = "true")
final class LiveStreams implements GracefulShutdownCapable {

    private final RecordFollower follower;
    private final Limits limits;
    private final Set<Thread> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    LiveStreams(RecordFollower follower, Limits limits, MeterRegistry meters) {
        this.follower = follower;
        this.limits = limits;
        Gauge.builder("pushwire.streams", open, Set::size)
                .description("Streams of the record that are open")
                .register(meters);
    }

    /// Empty where too many are open.
    ///
    /// @param from where the reader was before; empty: from now on
    Optional<Flux<byte[]>> open(Reader reader, Filter filter, Optional<Seen> from) {
        if (ending || open.size() >= limits.streams()) {
            return Optional.empty();
        }
        var arriving = new Arriving(filter, reader.sight(), limits.questionTime());
        return Optional.of(
                Flux.create(sink ->
                        run(
                                new LiveStream(
                                        reader.name(),
                                        follower,
                                        arriving,
                                        from,
                                        limits.heartbeat(),
                                        sink),
                                sink)));
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        ending = true;
        open.forEach(Thread::interrupt);
        return CompletableFuture.completedFuture(null);
    }

    private void run(LiveStream stream, FluxSink<byte[]> sink) {
        Thread thread =
                Thread.ofVirtual()
                        .name("stream")
                        .unstarted(() -> {
                            try {
                                stream.run();
                            } finally {
                                open.remove(Thread.currentThread());
                            }
                        });
        open.add(thread);
        sink.onDispose(thread::interrupt);
        thread.start();
        if (ending) {
            thread.interrupt();
        }
    }
}
