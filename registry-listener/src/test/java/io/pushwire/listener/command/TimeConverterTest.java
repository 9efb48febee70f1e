// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

final class TimeConverterTest {

    private final TimeConverter converter = new TimeConverter();

    @Test
    void takesDaysAndMinutesOfHereAndRfc3339() {
        Instant midnight =
                LocalDateTime.of(2026, 11, 1, 0, 0).atZone(ZoneId.systemDefault()).toInstant();

        assertThat(converter.convert("2026-11-01")).isEqualTo(midnight);
        assertThat(converter.convert("2026-11-01T00:00")).isEqualTo(midnight);
        assertThat(converter.convert("2026-11-01 00:00")).isEqualTo(midnight);
        assertThat(converter.convert("2026-11-01T02:00:00+02:00"))
                .isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
    }

    @Test
    void saysWhichFormsThereAre() {
        assertThatThrownBy(() -> converter.convert("yesterday"))
                .hasMessageContaining("'yesterday' is no time: write 2026-11-01");
    }
}
