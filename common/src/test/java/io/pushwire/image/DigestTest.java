// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Locale;

class DigestTest {

    private static final String HEX = "0123456789abcdef".repeat(4);

    static List<String> digests() {
        return List.of("sha256:" + HEX, "sha512:" + HEX + HEX);
    }

    static List<String> others() {
        return List.of(
                "",
                "sha256:",
                HEX,
                "sha256:" + HEX.substring(1),
                "sha256:" + HEX + "0",
                "sha256:" + HEX + HEX,
                "sha512:" + HEX,
                "sha384:" + HEX + HEX.substring(32),
                "SHA256:" + HEX,
                "sha256:" + HEX.toUpperCase(Locale.ROOT),
                "sha256:" + HEX.substring(1) + "g",
                "sha256:" + HEX.substring(1) + "/",
                "sha256:" + HEX.substring(1) + ":",
                "sha256:" + HEX.substring(1) + "`",
                "sha256:" + HEX.substring(1) + "\n",
                "sha256:" + HEX.substring(1) + "\u0660",
                " sha256:" + HEX);
    }

    @ParameterizedTest
    @MethodSource("digests")
    void takesTheTwoRegisteredForms(String text) {
        assertThat(Digest.parse(text)).contains(new Digest(text));
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesEverythingElse(String text) {
        assertThat(Digest.parse(text)).isEmpty();
        assertThatThrownBy(() -> new Digest(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
