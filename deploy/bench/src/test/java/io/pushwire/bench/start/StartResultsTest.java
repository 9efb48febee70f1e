// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.bench.result.Machine;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class StartResultsTest {

    private static final Machine MACHINE = new Machine(2, 1.5, "25", "L");
    private static final long MIB = 1 << 20;

    @Test
    void judgesMediansByTheBoundsOfEachWay() {
        StartResults results = results(150, 290, 2.4, 9, 2.5);

        assertThat(words(results))
                .contains(
                        "registry-listener ready, plain, s 2.50 at most 2.5: met",
                        "registry-listener ready, trained, s 1.25 at most 1.2: MISSED",
                        "cluster-syncer ready, plain, s 2.50 at most 4.0: met",
                        "registry-listener idle, MiB 150.00 at most 200.0: met",
                        "standalone idle, MiB 150.00 at most 512.0: met",
                        "cluster-syncer, 10000 workloads, MiB 290.00 at most 300.0: met",
                        "trained / plain 0.50 0.50");
    }

    @Test
    void saysWhatNeedsTooMuchMemory() {
        assertThat(words(results(600, 301, 1)))
                .filteredOn(line -> line.endsWith(": MISSED"))
                .containsExactly(
                        "registry-listener idle, MiB 600.00 at most 200.0: MISSED",
                        "standalone idle, MiB 600.00 at most 512.0: MISSED",
                        "cluster-syncer, 10000 workloads, MiB 301.00 at most 300.0: MISSED");
    }

    /// Every program needs as long, and half of it with a cache.
    private static StartResults results(long idle, long full, double... seconds) {
        List<Start> starts = new ArrayList<>();
        for (Program program : Program.values()) {
            for (double each : seconds) {
                starts.add(new Start(program, false, each, 2 * each, idle * MIB));
                starts.add(new Start(program, true, each / 2, each, idle * MIB));
            }
        }
        return new StartResults(
                StartPlan.whole(), starts, new Start(Program.SYNCER, false, 9, 9, full * MIB));
    }

    private static List<String> words(StartResults results) {
        return results.lines("an API server", MACHINE, 2.5).stream()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }
}
