// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.redelivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"3@12", "pushwire.dead-letters/3@12"})
    void isReadAsItIsWritten(String text) {
        assertThat(Place.parse(text)).contains(new Place(3, 12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "3", "3@", "@12", "-1@2", "a@b", "1@2@3", "99999999999@1", "settler:7"})
    void anythingElseIsAnId(String text) {
        assertThat(Place.parse(text)).isEmpty();
    }

    @Test
    void writesItself() {
        assertThat(new Place(3, 12)).hasToString("3@12");
    }
}
