// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

final class BodyTextTest {

    @Test
    void linesOfTextAreText() {
        assertThat(BodyText.of("{\r\n\t\"ä\": 1}".getBytes(UTF_8))).contains("{\r\n\t\"ä\": 1}");
    }

    @Test
    void aCharacterThatWasCutOffIsLeftOut() {
        byte[] bytes = "aä".getBytes(UTF_8);

        assertThat(BodyText.of(Arrays.copyOf(bytes, bytes.length - 1))).contains("a");
    }

    @Test
    void whatMovesACursorIsNoText() {
        assertThat(BodyText.of("\033[2J".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void bytesAreNoText() {
        assertThat(BodyText.of(new byte[] {(byte) 0xff, (byte) 0xfe, 0x41})).isEmpty();
    }
}
