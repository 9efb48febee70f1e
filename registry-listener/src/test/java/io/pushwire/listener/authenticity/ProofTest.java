// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.authenticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pushwire.listener.webhook.Headers;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

final class ProofTest {

    private static final Proof PROOF =
            new Proof.HeaderSecret(
                    "Authorization", List.of(new Secret("Bearer old\n"), new Secret("Bearer new")));

    @Test
    void acceptsTheOldAndTheNewSecretWhileItIsChanged() {
        assertThat(PROOF.check(authorization("Bearer old"))).isEqualTo(Verdict.GENUINE);
        assertThat(PROOF.check(authorization("Bearer new"))).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void refusesEveryOtherValue() {
        for (String value : List.of("Bearer other", "bearer old", "Bearer ol", "Bearer oldd", "")) {
            assertThat(PROOF.check(authorization(value))).isEqualTo(Verdict.WRONG);
        }
    }

    @Test
    void findsTheHeaderInAnyCase() {
        var headers = new Headers(Map.of("aUTHORIZATION", List.of("Bearer old")));

        assertThat(PROOF.check(headers)).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void aMissingHeaderAndTwoOfThemAreNoCredential() {
        assertThat(PROOF.check(new Headers(Map.of()))).isEqualTo(Verdict.MISSING);
        assertThat(PROOF.check(authorization("Bearer old", "Bearer old")))
                .isEqualTo(Verdict.MISSING);
    }

    @Test
    void comparesTheBytesThatWereSent() {
        var proof = new Proof.HeaderSecret("X-Token", List.of(new Secret("schlüssel")));
        String asNettyGivesIt =
                new String(
                        "schlüssel".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(proof.check(new Headers(Map.of("X-Token", List.of(asNettyGivesIt)))))
                .isEqualTo(Verdict.GENUINE);
    }

    @Test
    void anonymousBelievesEverybody() {
        assertThat(new Proof.Anonymous().check(new Headers(Map.of()))).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void aSecretCannotBePrinted() {
        assertThat(PROOF.toString()).doesNotContain("old").doesNotContain("new");
        assertThat(authorization("Bearer old").toString()).doesNotContain("old");
    }

    @Test
    void anEmptySecretIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Secret(" \n"));
    }

    private static Headers authorization(String... values) {
        return new Headers(Map.of("Authorization", List.of(values)));
    }
}
