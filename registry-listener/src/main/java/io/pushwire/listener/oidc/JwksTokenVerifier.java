// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import io.pushwire.listener.authenticity.ExpectedToken;
import io.pushwire.listener.authenticity.TokenVerifier;
import io.pushwire.listener.authenticity.Verdict;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// Checks tokens with the keys that their issuer publishes. The keys are kept for some minutes,
/// fetched again for a key that is not among them, but no more than twice in half a minute, so that
/// nobody can make us ask without end; while the issuer is away the last ones count for a day.
final class JwksTokenVerifier implements TokenVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(JwksTokenVerifier.class);
    // Never "none", and never HS*, where a public key would serve as the secret.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final int LONGEST_KEY_SET = 256 * 1024;
    private static final int CONNECT_MS = 2_000;
    private static final int READ_MS = 2_000;
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(5);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
    private static final Duration KEPT_WHILE_AWAY = Duration.ofDays(1);

    private final ExpectedToken expected;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    JwksTokenVerifier(ExpectedToken expected) {
        this.expected = expected;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(expected)));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        new HashSet<>(expected.audiences()),
                        new JWTClaimsSet.Builder().issuer(expected.issuer()).build(),
                        Set.of("exp", "email"),
                        Set.of()));
    }

    @Override
    public Verdict check(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            boolean verified = Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
            return verified && expected.emails().contains(claims.getStringClaim("email"))
                    ? Verdict.GENUINE
                    : Verdict.WRONG;
        } catch (RateLimitReachedException alreadyLogged) {
            return Verdict.UNDECIDED;
        } catch (KeySourceException away) {
            LOG.atWarn()
                    .addKeyValue("issuer", expected.issuer())
                    .addKeyValue("keys", expected.keys())
                    .log("the keys of a token's issuer cannot be had");
            return Verdict.UNDECIDED;
        } catch (ParseException | BadJOSEException | JOSEException | RuntimeException notAccepted) {
            return Verdict.WRONG;
        }
    }

    private static JWKSource<SecurityContext> keys(ExpectedToken expected) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(
                            expected.keys().toURL(), new OneAddress())
                    .cache(KEPT.toMillis(), LONGEST_FETCH.toMillis())
                    .rateLimited(BETWEEN_FETCHES.toMillis())
                    .refreshAheadCache(false)
                    .outageTolerant(KEPT_WHILE_AWAY.toMillis())
                    .build();
        } catch (MalformedURLException notChecked) {
            throw new IllegalArgumentException(notChecked);
        }
    }

    /// No redirect leads away from the configured address.
    private static final class OneAddress extends DefaultResourceRetriever {

        OneAddress() {
            super(CONNECT_MS, READ_MS, LONGEST_KEY_SET);
        }

        @Override
        protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
            HttpURLConnection connection = super.openHTTPConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }
}
