// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.bench.result.Medians;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import java.time.Duration;

final class ResultsTest {

    private final Results results = new Results();

    @Test
    void theMedianIsTheMiddleOrBetweenTheMiddleTwo() {
        assertThat(Medians.of(9, 1, 2)).isEqualTo(2);
        assertThat(Medians.of(4, 1, 2, 9)).isEqualTo(3);
        assertThat(Medians.of()).isNaN();
    }

    @Test
    void aRatioIsMadeWithinEachRound() {
        // The machine was half as fast in the second round, and ten times in the third.
        add(Variant.LISTENER, 80, 40, 900);
        add(Variant.WITHOUT_KAFKA, 100, 50, 1000);

        assertThat(results.ratio(Variant.LISTENER, Variant.WITHOUT_KAFKA, 16, Measured::perSecond))
                .isEqualTo(0.8);
        assertThat(results.median(Variant.LISTENER, 16, Measured::perSecond)).isEqualTo(80);
    }

    @Test
    void connectionsAreKeptApart() {
        add(Variant.LISTENER, 80);

        assertThat(results.median(Variant.LISTENER, 64, Measured::perSecond)).isNaN();
    }

    @Test
    void failuresAreCounted() {
        results.add(Variant.PRODUCER, 1, measured(10, 2));
        results.add(Variant.LISTENER, 64, measured(10, 3));

        assertThat(results.failures()).isEqualTo(5);
    }

    private void add(Variant variant, int... calls) {
        for (int each : calls) {
            results.add(variant, 16, measured(each, 0));
        }
    }

    static Measured measured(int calls, int failures) {
        var micros = new Histogram(60_000_000, 3);
        for (int i = 1; i <= calls; i++) {
            micros.recordValue(i * 100L);
        }
        return new Measured(calls, failures, Duration.ofSeconds(1), micros);
    }
}
