// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// A search that finds nothing must not be because it cannot.
final class CanariesTest {

    @Test
    void findsASecretHoweverItIsWritten() {
        var canaries = new Canaries();
        String secret = canaries.next("the secret", "+/?ü");

        for (String before : List.of("", "u:", "ab", "user:", "x".repeat(100))) {
            byte[] text = (before + secret + ":after").getBytes(StandardCharsets.UTF_8);
            assertThat(canaries.in(new String(text, StandardCharsets.UTF_8))).hasSize(1);
            assertThat(canaries.in(Base64.getEncoder().encodeToString(text))).hasSize(1);
            assertThat(canaries.in(Base64.getUrlEncoder().encodeToString(text))).hasSize(1);
        }
        assertThat(canaries.in("?token=" + URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                .containsExactly("the secret");
        assertThat(canaries.in(secret.substring(1))).isEmpty();
    }
}
