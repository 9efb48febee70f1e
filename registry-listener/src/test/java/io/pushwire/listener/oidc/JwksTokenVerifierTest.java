// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import io.pushwire.listener.Issuer;
import io.pushwire.listener.authenticity.ExpectedToken;
import io.pushwire.listener.authenticity.Verdict;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Date;
import java.util.List;

final class JwksTokenVerifierTest {

    private static final RSAKey FOREIGN = Issuer.newKey("made-up");

    private final Issuer issuer = new Issuer();
    private final JwksTokenVerifier verifier =
            new JwksTokenVerifier(
                    new ExpectedToken(
                            Issuer.NAME,
                            List.of("https://old.example", Issuer.AUDIENCE),
                            List.of("old@project.example", Issuer.EMAIL),
                            issuer.keys()));

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void acceptsWhatTheIssuerSignedForUsAndFetchesItsKeysOnce() {
        assertThat(verifier.check(issuer.token())).isEqualTo(Verdict.GENUINE);
        assertThat(verifier.check(issuer.token())).isEqualTo(Verdict.GENUINE);
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void everyClaimCounts() {
        for (JWTClaimsSet.Builder claims :
                List.of(
                        Issuer.claims().issuer("https://other.example"),
                        Issuer.claims().audience("https://other.example"),
                        Issuer.claims().audience((String) null),
                        Issuer.claims().claim("email", "other@project.example"),
                        Issuer.claims().claim("email", null),
                        Issuer.claims().claim("email", 7),
                        Issuer.claims().claim("email_verified", false),
                        Issuer.claims().claim("email_verified", null),
                        Issuer.claims().claim("email_verified", "true"),
                        Issuer.claims().expirationTime(null),
                        Issuer.claims().expirationTime(in(-600)),
                        Issuer.claims().notBeforeTime(in(600)))) {
            JWTClaimsSet wrong = claims.build();

            assertThat(verifier.check(issuer.token(wrong)))
                    .as(wrong.toString())
                    .isEqualTo(Verdict.WRONG);
        }
    }

    @Test
    void theTokenCannotChooseHowItIsChecked() throws JOSEException {
        var unsigned = new PlainJWT(Issuer.claims().build());
        var signedWithThePublicKey =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
                        Issuer.claims().build());
        signedWithThePublicKey.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));

        assertThat(verifier.check(unsigned.serialize())).isEqualTo(Verdict.WRONG);
        assertThat(verifier.check(signedWithThePublicKey.serialize())).isEqualTo(Verdict.WRONG);
        for (String noToken : List.of("", ".", "..", "a.b.c", "x".repeat(7_000))) {
            assertThat(verifier.check(noToken)).isEqualTo(Verdict.WRONG);
        }
    }

    @Test
    void aKeyOfSomebodyElseIsNoKey() {
        String forged = Issuer.token(Issuer.claims().build(), Issuer.newKey("first"));

        assertThat(verifier.check(forged)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void anUnknownKeyIsLookedForButNotAgainAndAgain() {
        assertThat(verifier.check(issuer.token())).isEqualTo(Verdict.GENUINE);
        issuer.changeKey("second");

        assertThat(verifier.check(issuer.token())).isEqualTo(Verdict.GENUINE);
        for (int i = 0; i < 20; i++) {
            String madeUp = Issuer.token(Issuer.claims().build(), FOREIGN);
            assertThat(verifier.check(madeUp)).isNotEqualTo(Verdict.GENUINE);
        }
        assertThat(issuer.fetches()).isLessThanOrEqualTo(3);
    }

    @Test
    void anIssuerThatIsAwayDecidesNothingAndLeadsNowhereElse() {
        for (int status : List.of(500, 302)) {
            issuer.answers(status);

            assertThat(
                            new JwksTokenVerifier(
                                            new ExpectedToken(
                                                    Issuer.NAME,
                                                    List.of(Issuer.AUDIENCE),
                                                    List.of(Issuer.EMAIL),
                                                    issuer.keys()))
                                    .check(issuer.token()))
                    .isEqualTo(Verdict.UNDECIDED);
        }
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
