// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.pushwire.listener.authenticity.ExpectedToken;
import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.authenticity.TokenVerifier;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What an `oidc` comes to.
record IssuedTokens(TokenVerifier.Factory tokens, Problems problems) {

    /// @param at its key, with its dot
    /// @return empty where a problem was reported
    Optional<Proof> proof(
            String at,
            @Nullable String writtenIssuer,
            @Nullable String jwksUri,
            List<String> audiences,
            List<String> emails) {
        Optional<String> issuer = required(writtenIssuer, at + ".issuer");
        Optional<URI> keys =
                required(jwksUri, at + ".jwks-uri").flatMap(uri -> keys(at + ".jwks-uri", uri));
        if (audiences.isEmpty()) {
            problems.add(at + ".audience", "is missing: set what the tokens are made for");
        }
        if (emails.isEmpty()) {
            problems.add(
                    at + ".email",
                    "is missing: set the account that sends, or every account of the issuer could");
        }
        if (issuer.isEmpty() || keys.isEmpty() || audiences.isEmpty() || emails.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Proof.OidcToken(
                        tokens.verifier(
                                new ExpectedToken(issuer.get(), audiences, emails, keys.get()))));
    }

    private Optional<String> required(@Nullable String value, String key) {
        return value == null || value.isBlank()
                ? problems.add(key, "is missing: set it as the issuer documents it")
                : Optional.of(value);
    }

    // Whoever could change the keys on their way could sign tokens.
    private Optional<URI> keys(String key, String written) {
        return problems.attempt(key, () -> URI.create(written))
                .flatMap(uri ->
                        isSafe(uri)
                                ? Optional.of(uri)
                                : problems.add(key, "must be an https:// address"));
    }

    private static boolean isSafe(URI uri) {
        String host = uri.getHost();
        return host != null
                && ("https".equals(uri.getScheme())
                        || ("http".equals(uri.getScheme()) && host.equals("127.0.0.1")));
    }
}
