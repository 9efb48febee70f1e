// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwire.listener.recheck.Findings;
import io.pushwire.listener.recheck.LookResult;

import jakarta.inject.Singleton;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What the re-check counts; the README lists the names.
@Singleton
final class RecheckMetrics implements Findings {

    private static final String PREFIX = "pushwire.recheck.";

    private final MeterRegistry meters;
    private final Map<String, AtomicInteger> gone = new ConcurrentHashMap<>();

    RecheckMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void looked(String source, LookResult result) {
        meters.counter(PREFIX + "looks", "source", source, "result", result.label()).increment();
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
