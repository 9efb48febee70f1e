// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.bench.cluster.Write;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

final class LatenciesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T20:00:00Z");

    private final Pushes pushes = new Pushes(new AtomicLong());

    @Test
    void aWriteBelongsToThePushBeforeIt() {
        var measured =
                Latencies.of(
                        List.of(sent(0), sent(100), sent(200)),
                        List.of(write(10, 14, 200), write(107, 111, 200), write(203, 207, 200)));

        assertThat(measured.unwritten()).isZero();
        assertThat(Latencies.millis(measured.accepted(), 50)).isEqualTo(2);
        assertThat(Latencies.millis(measured.received(), 1)).isBetween(3.0, 3.01);
        assertThat(Latencies.millis(measured.received(), 50)).isBetween(7.0, 7.01);
        assertThat(Latencies.millis(measured.received(), 99)).isBetween(10.0, 10.01);
        assertThat(Latencies.millis(measured.answered(), 99)).isBetween(14.0, 14.01);
    }

    @Test
    void aPushWithoutAWriteIsCountedAndARefusedWriteIsNone() {
        var measured =
                Latencies.of(
                        List.of(sent(0), sent(100)),
                        List.of(write(10, 14, 422), write(20, 24, 200), write(107, 111, 409)));

        assertThat(measured.unwritten()).isEqualTo(1);
        assertThat(Latencies.millis(measured.received(), 99)).isBetween(20.0, 20.02);
        assertThat(measured.received().getTotalCount()).isEqualTo(1);
    }

    @Test
    void severalRoundsAreOne() {
        var one = Latencies.of(List.of(sent(0)), List.of(write(10, 14, 200)));
        var other = Latencies.of(List.of(sent(0)), List.of());

        assertThat(one.and(other).received().getTotalCount()).isEqualTo(1);
        assertThat(one.and(other).accepted().getTotalCount()).isEqualTo(2);
        assertThat(one.and(other).unwritten()).isEqualTo(1);
        assertThat(Latencies.none().and(one).received()).isEqualTo(one.received());
    }

    private Sender.Sent sent(long millis) {
        return new Sender.Sent(
                pushes.next(Fleet.own(0)), BEGIN.plusMillis(millis), BEGIN.plusMillis(millis + 2));
    }

    private static Write write(long received, long answered, int code) {
        return new Write(
                "service-00000", BEGIN.plusMillis(received), BEGIN.plusMillis(answered), code);
    }
}
