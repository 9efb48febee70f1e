// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.registry.Challenge.Basic;
import io.pushwire.registry.Challenge.Bearer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

class ChallengeTest {

    @Test
    void readsWhatRegistriesSend() {
        assertThat(
                        parse(
                                "Bearer"
                                    + " realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\",scope=\"repository:library/nginx:pull\""))
                .containsExactly(new Bearer("https://auth.docker.io/token", "registry.docker.io"));
        assertThat(parse("Basic realm=\"Registry Realm\"")).containsExactly(new Basic());
        assertThat(parse("Basic")).containsExactly(new Basic());
    }

    @Test
    void readsOrderSpaceCaseAndQuotingAsTheyCome() {
        assertThat(parse("bearer  scope=\"a,b\" , SERVICE=plain,\tRealm=\"https://a/\\\"b\\\"\""))
                .containsExactly(new Bearer("https://a/\"b\"", "plain"));
        assertThat(parse("Bearer realm=https://a/token"))
                .containsExactly(new Bearer("https://a/token", ""));
    }

    @Test
    void readsSeveralInOneHeaderAndInSeveral() {
        var both = List.of(new Bearer("https://a", "s"), new Basic());

        assertThat(parse("Bearer realm=\"https://a\",service=\"s\", Basic realm=\"b\""))
                .isEqualTo(both);
        assertThat(
                        Challenge.parse(
                                List.of(
                                        "Bearer realm=\"https://a\",service=\"s\"",
                                        "Negotiate",
                                        "Basic realm=\"b\"")))
                .isEqualTo(both);
    }

    @Test
    void leavesOutWhatItCannotUse() {
        assertThat(parse("Bearer service=\"s\"")).isEmpty();
        assertThat(parse("Negotiate YII=")).isEmpty();
        assertThat(parse("")).isEmpty();
        assertThat(parse("=\"\",,\"")).isEmpty();
        assertThat(parse("Bearer realm=\"https://a")).isEmpty();
    }

    @Test
    @Timeout(5)
    void isNotKeptBusyByAHostileHeader() {
        assertThat(parse("Bearer realm=\"" + "\\a".repeat(2_000))).isEmpty();
        assertThat(parse("a".repeat(4_000) + "\u0001")).isEmpty();
        assertThat(parse("Bearer realm=\"" + "a".repeat(1_000_000) + "\"")).isEmpty();
    }

    private static List<Challenge> parse(String header) {
        return Challenge.parse(List.of(header));
    }
}
