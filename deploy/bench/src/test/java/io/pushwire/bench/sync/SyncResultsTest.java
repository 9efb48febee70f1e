// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.bench.result.Machine;

import org.junit.jupiter.api.Test;

import java.util.List;

final class SyncResultsTest {

    private static final Machine MACHINE = new Machine(2, 1.5, "25", "L");

    @Test
    void judgesByTheMedianOfTheRoundsRatios() {
        // The machine was slower in the second round: no ratio is made across rounds.
        SyncResults results =
                results(
                        new SyncResults.Round(10, 1, 100, 2, 9),
                        new SyncResults.Round(20, 2.2, 200, 5, 30),
                        new SyncResults.Round(10, 5, 100, 9, 5));

        assertThat(words(results))
                .contains(
                        "report / loop, registry near 0.110 at most 0.18: met",
                        "report / loop, registry far 0.025 at most 0.03: met",
                        "update of all / loop near 0.900 at most 1.00: met");
    }

    @Test
    void saysWhatMissedItsGoal() {
        SyncResults results = results(new SyncResults.Round(10, 2, 100, 4, 11));

        assertThat(words(results)).filteredOn(line -> line.endsWith(": MISSED")).hasSize(3);
    }

    private static SyncResults results(SyncResults.Round... rounds) {
        return new SyncResults(SyncPlan.whole(), List.of(rounds), 1, List.of());
    }

    private static List<String> words(SyncResults results) {
        return results.lines("an API server", MACHINE, 2.5).stream()
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }
}
