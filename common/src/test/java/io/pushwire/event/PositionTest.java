// SPDX-License-Identifier: Apache-2.0
package io.pushwire.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
