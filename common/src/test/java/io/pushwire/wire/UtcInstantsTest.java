// SPDX-License-Identifier: Apache-2.0
package io.pushwire.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Random;

class UtcInstantsTest {

    private static final JsonMapper USUAL =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final JsonMapper OURS =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(
                            new SimpleModule("times")
                                    .addDeserializer(Instant.class, new UtcInstants()))
                    .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-11-01T12:00:00Z\"",
                "\"2026-11-01T12:00:00.1Z\"",
                "\"2026-11-01T12:00:00.000000001Z\"",
                "\"2026-11-01T12:00:00.123456789Z\"",
                "\"2026-11-01T12:00:00.1234567890Z\"",
                "\"2026-11-01T12:00:00.Z\"",
                "\"2026-11-01T12:00:00,5Z\"",
                "\"2026-11-01T12:00:00.12a4Z\"",
                "\"0000-01-01T00:00:00Z\"",
                "\"1969-12-31T23:59:59.999Z\"",
                "\"2024-02-29T23:59:59Z\"",
                "\"2026-02-29T00:00:00Z\"",
                "\"2026-13-01T00:00:00Z\"",
                "\"2026-00-10T00:00:00Z\"",
                "\"2026-11-31T00:00:00Z\"",
                "\"2026-11-01T24:00:00Z\"",
                "\"2026-11-01T24:00:01Z\"",
                "\"2026-11-01T12:60:00Z\"",
                "\"2026-11-01T23:59:60Z\"",
                "\"2026-11-01T12:00Z\"",
                "\"2026-11-01t12:00:00z\"",
                "\"2026-11-01 12:00:00Z\"",
                "\"2026-11-01T12:00:00+02:00\"",
                "\"2026-11-01T12:00:00\"",
                "\"+12026-11-01T12:00:00Z\"",
                "\"-0001-11-01T12:00:00Z\"",
                "\" 2026-11-01T12:00:00Z\"",
                "\"\"",
                "\"yesterday\"",
                "1793534400",
                "1793534400.5",
                "null",
                "true"
            })
    void readsWhatTheFormatterReadsAndRefusesWhatItRefuses(String json) {
        assertThat(read(OURS, json)).isEqualTo(read(USUAL, json));
    }

    @Test
    void readsEveryTimeThatIsWritten() throws JsonProcessingException {
        var random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            Instant time =
                    Instant.ofEpochSecond(
                            random.nextLong(-60_000_000_000L, 250_000_000_000L),
                            i % 3 == 0 ? 0 : random.nextLong(1_000_000_000));

            assertThat(OURS.readValue("\"" + time + "\"", Instant.class)).isEqualTo(time);
        }
    }

    private static String read(JsonMapper mapper, String json) {
        try {
            return String.valueOf(mapper.readValue(json, Instant.class));
        } catch (JsonProcessingException refused) {
            return "refused: " + refused.getOriginalMessage();
        }
    }
}
