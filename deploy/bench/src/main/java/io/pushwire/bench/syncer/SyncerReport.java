// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import static io.pushwire.bench.syncer.SyncerResults.median;

import io.pushwire.bench.process.HeapHistogram;
import io.pushwire.bench.result.Machine;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The tables for people.
///
/// @param apiServer what was written to
/// @param loadAfter the load average of the last minute of the run
record SyncerReport(
        SyncerPlan plan,
        SyncerResults results,
        String apiServer,
        Machine machine,
        double loadAfter) {

    private static final double MIB = 1024.0 * 1024;
    private static final int CLASSES_SHOWN = 10;
    private static final int FAILURES_SHOWN = 20;

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s, load after %.1f; %d rounds",
                        machine,
                        loadAfter,
                        plan.rounds()));
        lines.add("API server: " + apiServer);
        lines.add("every record is on Kafka's disk before it is acknowledged");
        lines.add("");
        singlePushes(lines);
        lines.add("");
        index(lines);
        lines.add("");
        manyWrites(lines);
        lines.add("");
        for (Goal goal : Goal.values()) {
            lines.add(goal.line(plan, results));
        }
        if (!results.failures().isEmpty()) {
            lines.add("");
            lines.add(results.failures().size() + " failures: the numbers are not good ones");
            results.failures().stream().limit(FAILURES_SHOWN).forEach(it -> lines.add("  " + it));
        }
        return lines;
    }

    private void singlePushes(List<String> lines) {
        lines.add(
                "%-34s %9s %7s %9s %15s %15s %15s"
                        .formatted(
                                "single pushes, p50 / p99 in ms",
                                "workloads",
                                "pushes",
                                "before",
                                "accepted",
                                "at the API",
                                "answered"));
        for (Series series : Series.values()) {
            for (int size : plan.sizes()) {
                Latencies all = results.all(series, size);
                lines.add(
                        "%-34s %9d %7d %9d %15s %15s %15s"
                                .formatted(
                                        series.title(),
                                        size,
                                        all.accepted().getTotalCount(),
                                        before(series),
                                        both(all.accepted()),
                                        both(all.received()),
                                        both(all.answered())));
            }
        }
    }

    /// How many pushes listener and syncer had seen.
    int before(Series series) {
        return switch (series) {
            case FIRST -> 0;
            case BACK_TO_BACK -> plan.warmUp();
            case EVENTS -> plan.warmUp() + plan.pushes();
            case ONE_A_SECOND -> plan.warmUp() + 2 * plan.pushes();
            case WARM -> plan.warmUp() + 2 * plan.pushes() + plan.slowPushes() + plan.warmPushes();
        };
    }

    private static String both(Histogram micros) {
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f",
                Latencies.millis(micros, 50),
                Latencies.millis(micros, 99));
    }

    private void index(List<String> lines) {
        lines.add(
                "%-34s %9s %9s %15s %15s %15s"
                        .formatted(
                                "the syncer, medians",
                                "workloads",
                                "start ms",
                                "first list ms",
                                "lookup ns",
                                "heap MiB"));
        for (int size : plan.sizes()) {
            List<SyncerResults.Index> rounds = results.indexes(size);
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-34s %9d %9.0f %15.0f %15.0f %15.1f",
                            "",
                            size,
                            median(rounds, SyncerResults.Index::startMillis),
                            median(rounds, it -> it.times().syncMillis()),
                            median(rounds, it -> it.times().lookupNanos()),
                            median(rounds, it -> it.heap().total() / MIB)));
        }
        HeapHistogram few = results.indexes(plan.least()).getLast().heap();
        HeapHistogram many = results.indexes(plan.most()).getLast().heap();
        int more = plan.most() - plan.least();
        lines.add("bytes for each workload of five containers, by class:");
        many.growth(few, more, CLASSES_SHOWN).forEach(grown -> lines.add("  " + grown));
        results.pinned()
                .forEach(heap ->
                        lines.add(
                                String.format(
                                        Locale.ROOT,
                                        "once each was written: %.0f bytes for each",
                                        (heap.total() - few.total()) / (double) more)));
        results.resident()
                .forEach(it ->
                        lines.add(
                                String.format(
                                        Locale.ROOT,
                                        "resident with %d workloads: %.0f MiB idle, %.0f MiB at"
                                                + " most under pushes",
                                        plan.most(),
                                        it.idle() / MIB,
                                        it.peak() / MIB)));
    }

    private void manyWrites(List<String> lines) {
        lines.add(
                "%-34s %9s %9s %12s %12s %12s %8s"
                        .formatted(
                                "many writes",
                                "workloads",
                                "PATCH/s",
                                "first ms",
                                "last ms",
                                "answered ms",
                                "refused"));
        for (SyncerResults.Pair pair : results.pairs()) {
            lines.add(row("one push", pair.syncer()));
            lines.add(row("bare loop", pair.bare()));
        }
        for (Spread burst : results.bursts()) {
            lines.add(row("%d pushes at once".formatted(burst.wanted()), burst));
        }
    }

    private static String row(String title, Spread spread) {
        return String.format(
                Locale.ROOT,
                "%-34s %9d %9.0f %12.0f %12.0f %12.0f %8d",
                title,
                spread.done(),
                spread.perSecond(),
                1000 * Spread.seconds(spread.firstReceived()),
                1000 * Spread.seconds(spread.lastReceived()),
                1000 * Spread.seconds(spread.lastAnswered()),
                spread.refused());
    }
}
