// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.bench.process.HeapHistogram;
import io.pushwire.bench.result.Machine;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

final class SyncerReportTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T20:00:00Z");

    private final SyncerPlan plan =
            new SyncerPlan(2, List.of(1, 1001), 50, 200, 5, 200, 100, 2, 60);
    private final SyncerResults results = new SyncerResults();
    private final SyncerReport report =
            new SyncerReport(plan, results, "an API server", new Machine(2, 1.5, "25", "L"), 2.5);

    @Test
    void judgesByTheMedianOfTheRoundsRatios() {
        // The machine was slower in the second round: no ratio is made across rounds.
        latency(1, 4, 40);
        latency(1001, 5, 50);
        heaps(4096 * 1000);
        pair(900, 1000);
        pair(460, 500);
        pair(100, 500);

        assertThat(words())
                .contains(
                        "one push for many, PATCH/s: syncer / bare loop 0.90 at least 0.9: met",
                        "heap for each workload, KiB 4.00 at most 4.0: met",
                        "push to API server, p50: most / fewest workloads 1.25 at most 1.5: met");
        assertThat(results.failures()).isEmpty();
    }

    @Test
    void saysWhatMissedItsGoal() {
        latency(1, 4);
        latency(1001, 8);
        heaps(5000 * 1000);
        pair(800, 1000);

        assertThat(words()).filteredOn(line -> line.endsWith(": MISSED")).hasSize(4);
    }

    @Test
    void showsFailures() {
        latency(1, 4);
        latency(1001, 8);
        heaps(1000);
        results.failures().add("no outcome of a tag");

        assertThat(words()).contains("1 failures: the numbers are not good ones");
        assertThat(words()).last().isEqualTo("no outcome of a tag");
    }

    @Test
    void theFileHasEveryRoundAndTheGoals() {
        latency(1, 4, 40);
        latency(1001, 5, 50);
        heaps(1000);
        pair(900, 1000);

        var json = new SyncerJson(report, BEGIN).json();

        assertThat(json.get("singlePushes")).hasSize(4);
        assertThat(json.at("/singlePushes/0/pushesBefore").asInt()).isEqualTo(50);
        assertThat(json.get("manyWrites")).hasSize(2);
        assertThat(json.get("goals")).hasSize(Goal.values().length);
        assertThat(json.at("/goals/0/met").asBoolean()).isTrue();
    }

    private List<String> words() {
        return report.lines().stream().map(line -> line.strip().replaceAll(" +", " ")).toList();
    }

    private void latency(int workloads, int... millis) {
        for (int each : millis) {
            var measured = Latencies.none();
            measured.received().recordValue(each * 1000L);
            results.add(Series.BACK_TO_BACK, workloads, measured);
        }
    }

    private void heaps(long more) {
        var times = new TimedLookups.Times(100, 500);
        results.add(1, new SyncerResults.Index(2000, heap(1_000_000), times));
        results.add(1001, new SyncerResults.Index(2500, heap(1_000_000 + more), times));
    }

    private static HeapHistogram heap(long bytes) {
        return new HeapHistogram(Map.of("[B", bytes));
    }

    private void pair(int syncer, int bare) {
        results.add(new SyncerResults.Pair(spread(syncer), spread(bare)));
    }

    private static Spread spread(int done) {
        var second = Duration.ofSeconds(1);
        return new Spread(done, done, 0, Duration.ZERO, second, second);
    }
}
