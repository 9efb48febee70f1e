// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.SettableClock;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

class TokenCacheTest {

    private final SettableClock clock = new SettableClock();
    private final TokenCache cache = new TokenCache(clock);

    @Test
    void keepsATokenUntilShortlyBeforeItExpires() {
        cache.put("team/web", "abc", 300);

        clock.pass(Duration.ofSeconds(289));
        assertThat(cache.get("team/web")).contains("abc");
        assertThat(cache.get("team/api")).isEmpty();

        clock.pass(Duration.ofSeconds(1));
        assertThat(cache.get("team/web")).isEmpty();
    }

    @Test
    void usesAShortOneForHalfItsLife() {
        cache.put("team/web", "abc", 4);

        clock.pass(Duration.ofMillis(1_999));
        assertThat(cache.get("team/web")).contains("abc");

        clock.pass(Duration.ofMillis(1));
        assertThat(cache.get("team/web")).isEmpty();
    }

    @Test
    void dropsOnlyTheTokenThatWasRefused() {
        cache.put("team/web", "new", 300);

        cache.drop("team/web", "old");
        assertThat(cache.get("team/web")).contains("new");

        cache.drop("team/web", "new");
        assertThat(cache.get("team/web")).isEmpty();
    }

    @Test
    void readsBothSpellingsOfATokenAndNothingThatCannotStandInAHeader() {
        assertThat(token("{\"token\":\"a\",\"expires_in\":90,\"x\":1}")).contains("a 90");
        assertThat(token("{\"access_token\":\"b\"}")).contains("b 60");
        assertThat(token("{\"token\":\"\",\"access_token\":\"c\",\"expires_in\":-5}"))
                .contains("c 0");
        assertThat(token("{\"token\":\"a\",\"expires_in\":99999999999}")).contains("a 86400");
        assertThat(token("{\"token\":\"a\\r\\nX: y\"}")).isEmpty();
        assertThat(token("{}")).isEmpty();
        assertThat(token("null")).isEmpty();
        assertThat(token("<html>")).isEmpty();
    }

    @Test
    void noSecretIsPrinted() {
        assertThat(new RegistryCredential("ci", "s3cret", false).toString())
                .contains("ci")
                .doesNotContain("s3cret");
        assertThat(new TokenAnswer("s3cret", 60).toString()).doesNotContain("s3cret");
    }

    private static Optional<String> token(String json) {
        return TokenAnswer.read(json.getBytes(StandardCharsets.UTF_8))
                .map(answer -> answer.token() + " " + answer.seconds());
    }
}
