// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.bench.cluster.Write;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class SpreadTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T20:00:00Z");

    @Test
    void countsWorkloadsAndGoesOnToTheLastAnswer() {
        var spread =
                Spread.of(
                        3,
                        BEGIN,
                        List.of(
                                write("a", 10, 900, 200),
                                write("b", 20, 30, 409),
                                write("b", 40, 1000, 200),
                                write("c", 500, 600, 200)));

        assertThat(spread)
                .isEqualTo(
                        new Spread(
                                3,
                                3,
                                1,
                                Duration.ofMillis(10),
                                Duration.ofMillis(500),
                                Duration.ofMillis(1000)));
        assertThat(spread.perSecond()).isEqualTo(3);
    }

    @Test
    void aWorkloadCountsOnceHoweverOftenItWasWritten() {
        var spread = Spread.of(2, BEGIN, List.of(write("a", 10, 20, 200), write("a", 30, 40, 200)));

        assertThat(spread.done()).isEqualTo(1);
    }

    private static Write write(String workload, long received, long answered, int code) {
        return new Write(workload, BEGIN.plusMillis(received), BEGIN.plusMillis(answered), code);
    }
}
