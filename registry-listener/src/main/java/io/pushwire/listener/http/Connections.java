// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.TaskScheduler;
import io.netty.channel.Channel;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;

/// The open connections, and which of them wait for their sender since when. Whoever keeps us
/// waiting longest makes room for those who come.
@Singleton
final class Connections {

    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);

    private final int most;
    private final Duration headTimeout;
    private final Duration bodyTimeout;
    private final Counter slow;
    private final Counter displaced;
    private final ScheduledFuture<?> sweeps;
    private final Map<Channel, Long> waitingUntil = new LinkedHashMap<>();
    private volatile boolean ending;
    private int open;

    Connections(HttpConfig config, TaskScheduler scheduler, MeterRegistry meters) {
        most = config.maxConnections();
        headTimeout = config.headTimeout();
        // A little later than the answer 408, which this would cut off.
        bodyTimeout = config.bodyTimeout().plusSeconds(5);
        slow = closed(meters, "slow");
        displaced = closed(meters, "displaced");
        Gauge.builder("pushwire.connections", this, Connections::open)
                .description("Connections of senders that are open")
                .register(meters);
        sweeps = scheduler.scheduleWithFixedDelay(BETWEEN_SWEEPS, BETWEEN_SWEEPS, this::closeSlow);
    }

    void opened(Channel channel) {
        channel.closeFuture().addListener(_ -> gone(channel));
        List<Channel> displacedNow = new ArrayList<>();
        synchronized (this) {
            open++;
            waitingUntil.put(channel, System.nanoTime() + headTimeout.toNanos());
            if (open > most) {
                Channel longest = waitingUntil.keySet().iterator().next();
                waitingUntil.remove(longest);
                displacedNow.add(longest);
            }
        }
        close(displacedNow);
        displaced.increment(displacedNow.size());
    }

    /// The head of a request is awaited from now on.
    synchronized void awaitHead(Channel channel) {
        await(channel, headTimeout);
    }

    /// The body of a request is awaited from now on.
    synchronized void awaitBody(Channel channel) {
        await(channel, bodyTimeout);
    }

    /// It is our turn.
    synchronized void awaitNothing(Channel channel) {
        waitingUntil.remove(channel);
    }

    /// The listener stops: every answer is the last on its connection.
    void end() {
        ending = true;
    }

    boolean areEnding() {
        return ending;
    }

    @PreDestroy
    void close() {
        sweeps.cancel(false);
    }

    private void await(Channel channel, Duration time) {
        waitingUntil.remove(channel);
        if (channel.isOpen()) {
            waitingUntil.put(channel, System.nanoTime() + time.toNanos());
        }
    }

    private synchronized void gone(Channel channel) {
        open--;
        waitingUntil.remove(channel);
    }

    private synchronized int open() {
        return open;
    }

    private void closeSlow() {
        List<Channel> late = late();
        close(late);
        slow.increment(late.size());
    }

    private static void close(List<Channel> channels) {
        for (Channel channel : channels) {
            var _ = channel.close();
        }
    }

    private synchronized List<Channel> late() {
        long now = System.nanoTime();
        List<Channel> late =
                waitingUntil.entrySet().stream()
                        .filter(entry -> entry.getValue() - now < 0)
                        .map(Map.Entry::getKey)
                        .toList();
        late.forEach(waitingUntil::remove);
        return late;
    }

    private static Counter closed(MeterRegistry meters, String reason) {
        return Counter.builder("pushwire.connections.closed")
                .description("Connections closed because their sender was slow, or another came")
                .tag("reason", reason)
                .register(meters);
    }
}
