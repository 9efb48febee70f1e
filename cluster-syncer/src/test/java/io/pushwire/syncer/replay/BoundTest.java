// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

class BoundTest {

    @Test
    void readsTimesAndDates() {
        assertThat(Bound.parse("2026-11-03T09:12:44Z", ZoneOffset.UTC))
                .isEqualTo(new Bound.Time(Instant.parse("2026-11-03T09:12:44Z")));
        assertThat(Bound.parse("2026-11-03T09:12:44+02:00", ZoneOffset.UTC))
                .isEqualTo(new Bound.Time(Instant.parse("2026-11-03T07:12:44Z")));
        assertThat(Bound.parse("2026-11-03", ZoneId.of("Europe/Berlin")))
                .isEqualTo(new Bound.Time(Instant.parse("2026-11-02T23:00:00Z")));
    }

    @Test
    void readsPositionsAsTheyArePrinted() {
        assertThat(Bound.parse("pushwire.image-events/3@1234", ZoneOffset.UTC))
                .isEqualTo(new Bound.Places(Map.of(3, 1234L)));
        assertThat(Bound.parse("3@1234,0@7", ZoneOffset.UTC))
                .isEqualTo(new Bound.Places(Map.of(3, 1234L, 0, 7L)))
                .hasToString("0@7,3@1234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-3",
                "2026-11-03T09:12",
                "3@",
                "3@1,",
                "3@1,3@2",
                "@1"
            })
    void refusesWhatIsNeither(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bound.parse(text, ZoneOffset.UTC))
                .withMessageContaining("no time, date or position");
    }
}
