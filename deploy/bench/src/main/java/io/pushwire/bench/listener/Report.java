// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.pushwire.bench.result.Machine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The table for people and the file for programs.
///
/// @param loadAfter the load average of the last minute of the run
record Report(Plan plan, Results results, Machine machine, Instant begun, double loadAfter) {

    /// What is compared with what.
    private enum Comparison {
        WITHOUT_KAFKA("listener / bound a", Variant.LISTENER, Variant.WITHOUT_KAFKA),
        PRODUCER("listener / bound b", Variant.LISTENER, Variant.PRODUCER),
        FLUSHED("flushed / bound a", Variant.FLUSHED, Variant.WITHOUT_KAFKA),
        CONNECTING(
                "new connections: listener / bound a",
                Variant.CONNECTING,
                Variant.CONNECTING_WITHOUT_KAFKA);

        private final String title;
        private final Variant above;
        private final Variant below;

        Comparison(String title, Variant above, Variant below) {
            this.title = title;
            this.above = above;
            this.below = below;
        }
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s, load after %.1f; medians of %d rounds of %.1f s",
                        machine,
                        loadAfter,
                        plan.rounds(),
                        plan.time().toMillis() / 1000.0));
        lines.add("");
        lines.add(
                "%-36s %5s %10s %9s %9s %9s"
                        .formatted("", "conns", "per second", "p50 ms", "p99 ms", "p99.9 ms"));
        for (Variant variant : Variant.values()) {
            plan.connections().forEach(number -> lines.add(row(variant, number)));
        }
        lines.add("");
        lines.add(
                "%-36s %5s %10s %9s %9s"
                        .formatted(
                                "median of the rounds' ratios",
                                "conns",
                                "throughput",
                                "p50",
                                "p99"));
        for (Comparison comparison : Comparison.values()) {
            plan.connections().forEach(number -> lines.add(row(comparison, number)));
        }
        if (results.failures() > 0) {
            lines.add("");
            lines.add(results.failures() + " calls failed: the numbers are not good ones");
        }
        return lines;
    }

    private String row(Variant variant, int connections) {
        return String.format(
                Locale.ROOT,
                "%-36s %5d %10.0f %9.2f %9.2f %9.2f",
                variant.title(),
                connections,
                results.median(variant, connections, Measured::perSecond),
                results.median(variant, connections, Measured::p50),
                results.median(variant, connections, Measured::p99),
                results.median(variant, connections, Measured::p999));
    }

    private String row(Comparison comparison, int connections) {
        return String.format(
                Locale.ROOT,
                "%-36s %5d %10.2f %9.2f %9.2f",
                comparison.title,
                connections,
                ratio(comparison, connections, Measured::perSecond),
                ratio(comparison, connections, Measured::p50),
                ratio(comparison, connections, Measured::p99));
    }

    private double ratio(Comparison comparison, int connections, ToDoubleFunction<Measured> value) {
        return results.ratio(comparison.above, comparison.below, connections, value);
    }

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("begun", begun.toString());
        machine.into(json);
        json.put("loadAfter", loadAfter);
        json.put("rounds", plan.rounds());
        json.put("secondsEach", plan.time().toMillis() / 1000.0);
        json.put("failures", results.failures());
        var measurements = json.putArray("measurements");
        var ratios = json.putArray("ratios");
        for (int connections : plan.connections()) {
            for (Variant variant : Variant.values()) {
                for (Measured round : results.of(variant, connections)) {
                    measurements.add(json(variant, connections, round));
                }
            }
            for (Comparison comparison : Comparison.values()) {
                ratios.addObject()
                        .put("of", comparison.title)
                        .put("connections", connections)
                        .put("throughput", ratio(comparison, connections, Measured::perSecond))
                        .put("p50", ratio(comparison, connections, Measured::p50))
                        .put("p99", ratio(comparison, connections, Measured::p99));
            }
        }
        return json;
    }

    private static ObjectNode json(Variant variant, int connections, Measured round) {
        return new ObjectMapper()
                .createObjectNode()
                .put("variant", variant.name())
                .put("connections", connections)
                .put("calls", round.calls())
                .put("failures", round.failures())
                .put("perSecond", round.perSecond())
                .put("p50Millis", round.p50())
                .put("p99Millis", round.p99())
                .put("p999Millis", round.p999());
    }
}
