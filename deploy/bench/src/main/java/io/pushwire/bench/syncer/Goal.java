// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import java.util.Locale;

/// What is to be reached on any machine.
enum Goal {
    WRITES("one push for many, PATCH/s: syncer / bare loop", false, 0.9) {
        @Override
        double value(SyncerPlan plan, SyncerResults results) {
            return SyncerResults.median(results.pairs(), SyncerResults.Pair::ratio);
        }
    },
    HEAP("heap for each workload, KiB", true, 4) {
        @Override
        double value(SyncerPlan plan, SyncerResults results) {
            return results.heapPerWorkload(plan.most(), plan.least()) / 1024;
        }
    },
    MEDIAN("push to API server, p50: most / fewest workloads", true, 1.5) {
        @Override
        double value(SyncerPlan plan, SyncerResults results) {
            return latency(plan, results, 50);
        }
    },
    TAIL("push to API server, p99: most / fewest workloads", true, 1.5) {
        @Override
        double value(SyncerPlan plan, SyncerResults results) {
            return latency(plan, results, 99);
        }
    };

    private final String title;
    private final boolean atMost;
    private final double bound;

    Goal(String title, boolean atMost, double bound) {
        this.title = title;
        this.atMost = atMost;
        this.bound = bound;
    }

    /// Median of the rounds.
    abstract double value(SyncerPlan plan, SyncerResults results);

    String title() {
        return title;
    }

    boolean isMet(double value) {
        return atMost ? value <= bound : value >= bound;
    }

    String line(SyncerPlan plan, SyncerResults results) {
        double value = value(plan, results);
        return String.format(
                Locale.ROOT,
                "%-52s %6.2f   at %s %.1f: %s",
                title,
                value,
                atMost ? "most" : "least",
                bound,
                isMet(value) ? "met" : "MISSED");
    }

    private static double latency(SyncerPlan plan, SyncerResults results, double percentile) {
        return results.latencyRatio(
                Series.BACK_TO_BACK,
                plan.most(),
                plan.least(),
                measured -> Latencies.millis(measured.received(), percentile));
    }
}
