// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwire.listener.reception.Actors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

final class ActorsConfigTest {

    private static final String KEY = "0123456789abcdef";

    @TempDir private Path directory;

    @Test
    void readsEachMode() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), KEY + "\n");
        Optional<String> alice = Optional.of("alice");

        assertThat(new ActorsConfig("keep", null, null).actors()).isEqualTo(new Actors.Kept());
        assertThat(new ActorsConfig("omit", null, null).actors()).isEqualTo(new Actors.Omitted());
        assertThat(new ActorsConfig("pseudonym", KEY, null).actors().of(alice))
                .isEqualTo(new ActorsConfig("pseudonym", null, "" + file).actors().of(alice))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hide      |                  |           | mode is "hide": use keep, omit or
                    pseudonym |                  |           | set exactly one of them
                    pseudonym | 0123456789abcdef | /some     | set exactly one of them
                    pseudonym | short            |           | key has less than 16 characters
                    pseudonym |                  | /no/where | key-from: Tried to read the file /no
                    """)
    void refusesWhatCannotBe(
            String mode, @Nullable String key, @Nullable String keyFrom, String sentence) {
        assertThatThrownBy(() -> new ActorsConfig(mode, key, keyFrom).actors())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pushwire.actors.")
                .hasMessageContaining(sentence);
    }

    @Test
    void neverPrintsTheKey() {
        assertThat(new ActorsConfig("pseudonym", KEY, null).toString()).doesNotContain(KEY);
        assertThat(new ActorsConfig("pseudonym", KEY, null).actors().toString())
                .doesNotContain(KEY);
    }
}
