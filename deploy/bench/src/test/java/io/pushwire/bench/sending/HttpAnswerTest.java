// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

final class HttpAnswerTest {

    @Test
    void readsOneAnswerAfterTheOther() throws IOException {
        InputStream in =
                stream(
                        "HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\nhello"
                                + "HTTP/1.1 503 Later\r\ncontent-length: 0\r\n\r\n");

        assertThat(HttpAnswer.status(in)).isEqualTo(202);
        assertThat(HttpAnswer.status(in)).isEqualTo(503);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void refusesWhatBreaksOffOrHasNoLength() {
        assertThatThrownBy(() -> HttpAnswer.status(stream("HTTP/1.1 202 Acc")))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() ->
                        HttpAnswer.status(stream("HTTP/1.1 202 A\r\ncontent-length: 5\r\n\r\nh")))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> HttpAnswer.status(stream("HTTP/1.1 202 A\r\n\r\n")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("without its length");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(US_ASCII));
    }
}
