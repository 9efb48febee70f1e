// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.authenticity.Secret;
import io.pushwire.listener.authenticity.TokenVerifier;
import io.pushwire.listener.config.SourceConfig.BasicConfig;
import io.pushwire.listener.config.SourceConfig.BearerConfig;
import io.pushwire.listener.config.SourceConfig.Credential;
import io.pushwire.listener.config.SourceConfig.HeaderConfig;
import io.pushwire.listener.config.SourceConfig.HmacSha1Config;
import io.pushwire.listener.config.SourceConfig.HmacSha256Config;
import io.pushwire.listener.config.SourceConfig.OidcConfig;
import io.pushwire.listener.config.SourceConfig.PathConfig;
import io.pushwire.listener.config.SourceConfig.SharedCredential;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the `auth` of a source comes to.
final class SourceProof {

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final String SIGNATURE_OF_NEXUS = "X-Nexus-Webhook-Signature";

    private final SourceConfig config;
    private final Optional<String> dialect;
    private final TokenVerifier.Factory tokens;
    private final Problems problems;

    SourceProof(
            SourceConfig config,
            Optional<String> dialect,
            TokenVerifier.Factory tokens,
            Problems problems) {
        this.config = config;
        this.dialect = dialect;
        this.tokens = tokens;
        this.problems = problems;
    }

    /// Empty where a problem was reported.
    Optional<Proof> read() {
        List<Credential> written = config.credentials();
        if (written.isEmpty()) {
            return config.believesEverybody()
                    ? Optional.of(new Proof.Anonymous())
                    : problems.add(
                            ".auth",
                            "is missing: set one of "
                                    + dialect.map(CredentialKind::namesOf)
                                            .orElse("auth.header, auth.basic, …")
                                    + ", or auth.allow-anonymous: true to believe everybody who can"
                                    + " reach the hook");
        }
        if (config.believesEverybody()) {
            return problems.add(
                    ".auth",
                    "has both "
                            + names(written)
                            + " and allow-anonymous: true: remove one of them");
        }
        if (written.size() > 1) {
            return problems.add(".auth", "has " + names(written) + ": keep one of them");
        }
        Credential credential = written.getFirst();
        String sender = dialect.orElse("");
        if (!credential.kind().canBeSentBy(sender)) {
            return problems.add(
                    key(credential),
                    "is nothing that %s can send: use one of %s"
                            .formatted(sender, CredentialKind.namesOf(sender)));
        }
        return proof(credential);
    }

    private Optional<Proof> proof(Credential credential) {
        return switch (credential) {
            case HeaderConfig header ->
                    headerName(header)
                            .flatMap(name ->
                                    shared(header, values -> new Proof.HeaderSecret(name, values)));
            case BasicConfig basic ->
                    username(basic)
                            .flatMap(
                                    name -> shared(basic, values -> new Proof.Basic(name, values)));
            case BearerConfig bearer -> shared(bearer, Proof.Bearer::new);
            case HmacSha256Config hmac ->
                    signatureHeaders(hmac)
                            .flatMap(names ->
                                    shared(
                                            hmac,
                                            values ->
                                                    new Proof.Signature(
                                                            Proof.Hash.SHA256, names, values)));
            case HmacSha1Config hmac ->
                    shared(
                            hmac,
                            values ->
                                    new Proof.Signature(
                                            Proof.Hash.SHA1, List.of(SIGNATURE_OF_NEXUS), values));
            case PathConfig path -> shared(path, Proof.PathSecret::new);
            case OidcConfig oidc ->
                    new IssuedTokens(tokens, problems)
                            .proof(
                                    ".auth.oidc",
                                    oidc.issuer(),
                                    oidc.jwksUri(),
                                    oidc.audiences(),
                                    oidc.emails());
        };
    }

    private Optional<String> headerName(HeaderConfig header) {
        String name = header.name();
        return name == null || !HEADER_NAME.matcher(name).matches()
                ? problems.add(
                        ".auth.header.name",
                        "is missing or no header's name: set for example Authorization")
                : Optional.of(name);
    }

    private Optional<String> username(BasicConfig basic) {
        String name = basic.username();
        return name == null || name.isEmpty() || name.contains(":")
                ? problems.add(
                        ".auth.basic.username", "is missing, empty, or has a ':': set another one")
                : Optional.of(name);
    }

    private Optional<List<String>> signatureHeaders(HmacSha256Config hmac) {
        String name = hmac.header();
        if (name == null) {
            return Optional.of(CredentialKind.signatureHeaders(dialect.orElse("")));
        }
        return HEADER_NAME.matcher(name).matches()
                ? Optional.of(List.of(name))
                : problems.add(
                        ".auth.hmac-sha256.header",
                        "is no header's name: set for example X-Hub-Signature-256");
    }

    private Optional<Proof> shared(
            SharedCredential credential, Function<List<Secret>, Proof> make) {
        List<Secret> accepted =
                new AcceptedSecrets(problems)
                        .read(
                                key(credential),
                                credential.key(),
                                credential.secret(),
                                credential.files(),
                                credential.kind() == CredentialKind.PATH
                                        ? Secret::forPath
                                        : Secret::new);
        return accepted.isEmpty() ? Optional.empty() : Optional.of(make.apply(accepted));
    }

    private static String key(Credential credential) {
        return ".auth." + credential.kind().key();
    }

    private static String names(List<Credential> written) {
        return written.stream()
                .map(credential -> credential.kind().key())
                .collect(Collectors.joining(" and "));
    }
}
