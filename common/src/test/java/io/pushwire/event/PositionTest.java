// SPDX-License-Identifier: Apache-2.0
package io.pushwire.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class PositionTest {

    private static final Position POSITION = new Position("log", 3, 10);

    @Test
    void ordersByOffsetInOnePartitionOfOneLog() {
        assertThat(new Position("log", 3, 9).isOlderThan(POSITION)).isTrue();
        assertThat(POSITION.isOlderThan(POSITION)).isFalse();
        assertThat(new Position("log", 3, 11).isOlderThan(POSITION)).isFalse();
    }

    @Test
    void takesARebuiltLogForANewOrder() {
        assertThat(new Position("rebuilt", 3, 0).isOlderThan(POSITION)).isFalse();
        assertThat(POSITION.isOlderThan(new Position("rebuilt", 3, 0))).isFalse();
    }

    @Test
    void aLookUpStandsOnNoLog() {
        Instant noon = Instant.parse("2026-11-01T12:00:00Z");
        Position look = Position.lookedUp(noon);

        assertThat(look.isComparableTo(POSITION)).isFalse();
        assertThat(look.lookedUpAt()).contains(noon);
        assertThat(POSITION.lookedUpAt()).isEmpty();
        assertThat(look.isOlderThan(Position.lookedUp(noon.plusSeconds(1)))).isTrue();
    }

    @Test
    void anObservationStandsWhereItsPublisherHadReadTo() {
        Position observed = Position.observed("log", 3, 50, 10);

        assertThat(POSITION.isOlderThan(observed)).as("a tie goes to the registry").isTrue();
        assertThat(observed.isOlderThan(new Position("log", 3, 11))).isTrue();
        assertThat(observed.isOlderThan(Position.observed("log", 3, 51, 10))).isTrue();
        assertThat(Position.observed("log", 3, 60, 9).isOlderThan(observed)).isTrue();
    }

    @Test
    void nothingIsObservedAfterItWasRecorded() {
        assertThat(Position.observed("log", 3, 5, 1_000))
                .isEqualTo(Position.observed("log", 3, 5, 4));
        assertThat(Position.observed("log", 3, 0, 0)).isEqualTo(Position.observed("log", 3, 0, -1));
    }

    /// Every position that a partition of eight records can hold.
    @Test
    void isATotalOrderWithinAPartition() {
        List<Position> all = new ArrayList<>();
        for (long offset = 0; offset < 8; offset++) {
            all.add(new Position("log", 3, offset));
            for (long asOf = -1; asOf < offset; asOf++) {
                all.add(Position.observed("log", 3, offset, asOf));
            }
        }

        for (Position a : all) {
            for (Position b : all) {
                int relations =
                        (a.isOlderThan(b) ? 1 : 0)
                                + (b.isOlderThan(a) ? 1 : 0)
                                + (a.equals(b) ? 1 : 0);
                assertThat(relations).as("%s and %s", a, b).isEqualTo(1);
                for (Position c : all) {
                    if (a.isOlderThan(b) && b.isOlderThan(c)) {
                        assertThat(a.isOlderThan(c)).as("%s, %s, %s", a, b, c).isTrue();
                    }
                }
            }
        }
    }
}
