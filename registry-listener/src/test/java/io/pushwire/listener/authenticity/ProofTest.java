// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.authenticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pushwire.listener.webhook.Headers;
import io.pushwire.listener.webhook.WebhookRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class ProofTest {

    private static final Proof PROOF =
            new Proof.HeaderSecret(
                    "Authorization", List.of(new Secret("Bearer old\n"), new Secret("Bearer new")));

    private static final Claim NOTHING = Claim.of(new Headers(Map.of()));
    private static final byte[] BODY = "{\"a\": 1}".getBytes(UTF_8);
    // printf '{"a": 1}' | openssl dgst -hmac key
    private static final String SHA256 =
            "85e7b68cdf027474f0f0b8e2e63c4afb88cacf8a3e503aa13160f290dfc506d4";
    private static final String SHA1 = "b559d6b83de3fd6ec2ea91e3009b46779a3dd47e";

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

        assertThat(PROOF.check(Claim.of(headers))).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void aMissingHeaderAndTwoOfThemAreNoCredential() {
        assertThat(PROOF.check(NOTHING)).isEqualTo(Verdict.MISSING);
        assertThat(PROOF.check(authorization("Bearer old", "Bearer old")))
                .isEqualTo(Verdict.MISSING);
    }

    @Test
    void comparesTheBytesThatWereSent() {
        var proof = new Proof.HeaderSecret("X-Token", List.of(new Secret("schlüssel")));
        String asNettyGivesIt =
                new String("schlüssel".getBytes(UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(proof.check(claim("X-Token", asNettyGivesIt))).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void anonymousBelievesEverybody() {
        assertThat(new Proof.Anonymous().check(NOTHING)).isEqualTo(Verdict.GENUINE);
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

    private static Claim authorization(String... values) {
        return claim("Authorization", values);
    }

    @Test
    void basicNeedsBothUserAndPassword() {
        var proof = new Proof.Basic("zot", List.of(new Secret("old"), new Secret("n:ew")));

        assertThat(proof.check(basic("Basic", "zot:old"))).isEqualTo(Verdict.GENUINE);
        assertThat(proof.check(basic("bAsIC", "zot:n:ew"))).isEqualTo(Verdict.GENUINE);
        for (String pair : List.of("zot:older", "zo:old", "zot", "zot:", ":old", "", "old:zot")) {
            assertThat(proof.check(basic("Basic", pair))).as(pair).isEqualTo(Verdict.WRONG);
        }
        assertThat(proof.check(authorization("Basic !!!"))).isEqualTo(Verdict.WRONG);
        assertThat(proof.check(basic("Bearer", "zot:old"))).isEqualTo(Verdict.MISSING);
        assertThat(proof.check(NOTHING)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void bearerTakesTheSchemeInAnyCaseAndTheTokenAsItIs() {
        var proof = new Proof.Bearer(List.of(new Secret("old"), new Secret("new")));

        assertThat(proof.check(authorization("Bearer old"))).isEqualTo(Verdict.GENUINE);
        assertThat(proof.check(authorization("bearer new"))).isEqualTo(Verdict.GENUINE);
        assertThat(proof.check(authorization("Bearer NEW"))).isEqualTo(Verdict.WRONG);
        for (String value : List.of("new", "Basic new", "Bearernew", " new")) {
            assertThat(proof.check(authorization(value))).as(value).isEqualTo(Verdict.MISSING);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Hub-Signature-256, sha256=",
        "X-Gitea-Signature, ''",
        "X-Forgejo-Signature, ''",
        "X-JFrog-Event-Auth, ''"
    })
    void aSignatureIsOverTheBytesOfTheBody(String header, String prefix) {
        var proof = signed(Proof.Hash.SHA256, header);

        assertThat(proof.check(claim(header, prefix + SHA256))).isEqualTo(Verdict.NEEDS_BODY);
        assertThat(proof.check(request(header, prefix + SHA256, BODY))).isEqualTo(Verdict.GENUINE);
        assertThat(proof.check(request(header, prefix + SHA256, "{\"a\":1}".getBytes(UTF_8))))
                .isEqualTo(Verdict.WRONG);
        assertThat(proof.check(request(header, prefix + "00".repeat(32), BODY)))
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void nexusSignsWithSha1() {
        var proof = signed(Proof.Hash.SHA1, "X-Nexus-Webhook-Signature");

        assertThat(proof.check(request("X-Nexus-Webhook-Signature", SHA1, BODY)))
                .isEqualTo(Verdict.GENUINE);
        assertThat(proof.check(claim("X-Nexus-Webhook-Signature", SHA256)))
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void whatIsNoSignatureCostsNoByteOfTheBody() {
        var proof = signed(Proof.Hash.SHA256, "X-Sig");

        for (String value : List.of("", "sha256=", "sha1=" + SHA1, SHA256 + "0", "zz" + SHA256)) {
            assertThat(proof.check(claim("X-Sig", value))).as(value).isEqualTo(Verdict.WRONG);
        }
        assertThat(proof.check(claim("X-Sig", SHA256, SHA256))).isEqualTo(Verdict.MISSING);
        assertThat(proof.check(NOTHING)).isEqualTo(Verdict.MISSING);
        assertThat(proof.check(new WebhookRequest(new Headers(Map.of()), BODY)))
                .isEqualTo(Verdict.MISSING);
    }

    @Test
    void aForkMaySignUnderItsOwnName() {
        var proof =
                new Proof.Signature(
                        Proof.Hash.SHA256,
                        List.of("X-Gitea-Signature", "X-Forgejo-Signature"),
                        List.of(new Secret("other"), new Secret("key")));

        assertThat(proof.check(request("X-Forgejo-Signature", SHA256, BODY)))
                .isEqualTo(Verdict.GENUINE);
    }

    @Test
    void aSecretInThePathCountsOnlyWhereOneIsExpected() {
        var proof = new Proof.PathSecret(List.of(Secret.forPath("old"), Secret.forPath("new")));
        var inPath = new Claim(new Headers(Map.of()), Optional.of("new"));
        var both =
                new Claim(
                        new Headers(Map.of("Authorization", List.of("Bearer old"))),
                        Optional.of("new"));

        assertThat(proof.check(inPath)).isEqualTo(Verdict.GENUINE);
        assertThat(proof.check(new Claim(new Headers(Map.of()), Optional.of("other"))))
                .isEqualTo(Verdict.WRONG);
        assertThat(proof.check(NOTHING)).isEqualTo(Verdict.MISSING);
        assertThat(PROOF.check(both)).isEqualTo(Verdict.WRONG);
        assertThat(new Proof.Anonymous().check(inPath)).isEqualTo(Verdict.WRONG);
        assertThat(signed(Proof.Hash.SHA256, "X-Sig").check(inPath)).isEqualTo(Verdict.WRONG);
        assertThat(inPath.toString()).doesNotContain("new");
    }

    @Test
    void aSecretForAPathIsTheSameHoweverItIsEncoded() {
        for (String text : List.of("a b", "a/b", "a%20b", "ü", "a?b", "")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Secret.forPath(text));
        }
    }

    @Test
    void aTokenIsHandedToWhoHasTheKeys() {
        var proof =
                new Proof.OidcToken(
                        token -> token.equals("a.b.c") ? Verdict.GENUINE : Verdict.UNDECIDED);

        assertThat(proof.check(authorization("Bearer a.b.c"))).isEqualTo(Verdict.GENUINE);
        assertThat(proof.check(authorization("Bearer x"))).isEqualTo(Verdict.UNDECIDED);
        assertThat(proof.check(authorization("Basic a.b.c"))).isEqualTo(Verdict.MISSING);
    }

    private static Proof signed(Proof.Hash hash, String header) {
        return new Proof.Signature(hash, List.of(header), List.of(new Secret("key")));
    }

    private static WebhookRequest request(String header, String value, byte[] body) {
        return new WebhookRequest(new Headers(Map.of(header, List.of(value))), body);
    }

    private static Claim basic(String scheme, String pair) {
        return authorization(
                scheme + " " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    private static Claim claim(String header, String... values) {
        return Claim.of(new Headers(Map.of(header, List.of(values))));
    }
}
