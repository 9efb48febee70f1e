// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwire.listener.recheck.Findings;
import io.pushwire.listener.recheck.LookResult;
import io.pushwire.listener.source.Sources;

import jakarta.inject.Singleton;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What the re-check counts; the README lists the names.
@Singleton
final class RecheckMetrics implements Findings {

    private static final String PREFIX = "pushwire.recheck.";

    private final MeterRegistry meters;
    private final Map<String, AtomicInteger> gone = new ConcurrentHashMap<>();

    /// Every counter is there from the start: what begins with 1 never rises in a query.
    RecheckMetrics(MeterRegistry meters, Sources sources) {
        this.meters = meters;
        for (String source : sources.names()) {
            List.of(LookResult.values()).forEach(result -> count(source, result, 0));
            pinnedDigestsGone(source, 0);
        }
    }

    @Override
    public void looked(String source, LookResult result) {
        count(source, result, 1);
    }

    private void count(String source, LookResult result, int looks) {
        meters.counter(PREFIX + "looks", "source", source, "result", result.label())
                .increment(looks);
    }

    @Override
    public void pinnedDigestsGone(String source, int count) {
        gone.computeIfAbsent(source, this::gauge).set(count);
    }

    private AtomicInteger gauge(String source) {
        var count = new AtomicInteger();
        Gauge.builder(PREFIX + "pinned.digests.gone", count, AtomicInteger::get)
                .description("Digests that Pushwire pinned and the source's registry has no more")
                .tag("source", source)
                .register(meters);
        return count;
    }
}
