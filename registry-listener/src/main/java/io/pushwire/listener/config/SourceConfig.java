// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// One sender as it is written. Nothing is required here, so that [ConfiguredSources] can report
/// everything that is wrong at once.
///
/// @param name the key under `pushwire.sources`, and the last part of the hook's path
/// @param dialect how the sender speaks: `distribution`, `harbor`, `ghcr`, `generic` and others,
///   see the table of dialects
/// @param registry the host that stands in pods' `image:`, with its port if it has one
/// @param aliases other names of the same registry that may stand there; a mirror is another one
/// @param repositories globs of the repositories that the source may speak for: `*` for a part of
///   one path element, `**` for any; default all
/// @param confirm `after`: clusters act at once, and again if the registry then says something
///   else; `before`: they act only on what the registry says. Default: `before` for a sender that
///   cannot prove itself (anonymous, secret in the path), else `after`
/// @param lookUp how the registry is asked
/// @param auth whether the sender must prove itself
/// @param header one way to do it, like all that follow; none of them inside `auth`, where
///   Micronaut gives every source the first one's
@EachProperty("pushwire.sources")
record SourceConfig(
        @Parameter String name,
        @Nullable String dialect,
        @Nullable String registry,
        @Nullable List<String> aliases,
        @Nullable List<String> repositories,
        @Nullable String confirm,
        @Nullable LookUpConfig lookUp,
        @Nullable AuthConfig auth,
        @Nullable HeaderConfig header,
        @Nullable BasicConfig basic,
        @Nullable BearerConfig bearer,
        @Nullable HmacSha256Config hmacSha256,
        @Nullable HmacSha1Config hmacSha1,
        @Nullable PathConfig path,
        @Nullable OidcConfig oidc) {

    SourceConfig {
        aliases = orNone(aliases);
        repositories = orNone(repositories);
    }

    List<String> otherNames() {
        return orNone(aliases);
    }

    List<String> globs() {
        return orNone(repositories);
    }

    LookUpConfig askedHow() {
        return lookUp == null ? LookUpConfig.NONE : lookUp;
    }

    boolean believesEverybody() {
        return auth != null && auth.allowAnonymous();
    }

    /// The ways that are written; Micronaut makes each of them in any case.
    List<Credential> credentials() {
        return Stream.<@Nullable Credential>of(
                        header, basic, bearer, hmacSha256, hmacSha1, path, oidc)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(Credential::isWritten)
                .toList();
    }

    private static List<String> orNone(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /// How a registry is asked what its tags point at. Sources of one registry share it: it is
    /// written at one of them, or the same at each.
    ///
    /// @param enabled `false`: the registry is never contacted, its tags are believed without being
    ///   confirmed, and what was announced without a digest is a dead letter. Default `true`
    /// @param address where the registry really answers, `host:port`, if that is not `registry`
    /// @param plainHttp `true` asks without TLS; credentials travel in the clear. Default `false`
    /// @param caFile PEM file with further authorities that may have signed its certificate
    /// @param tlsVerify `false` takes any certificate of this registry's. Default `true`
    /// @param username for the password in `password-from`
    /// @param passwordFrom file with the password and nothing else, read again every minute
    /// @param dockerConfig Docker's `config.json` to take the credential from, with its helpers;
    ///   default `pushwire.look-ups.docker-config`
    /// @param tokenRealms token services that may get the credential beside the registry's own host
    ///   and the well-known ones: `host`, `host:port` or `*.host`
    /// @param requestsPerSecond at most, with bursts of as many. At least 1, default 50
    /// @param deadline of one look-up, waiting for its turn included. Default `10s`
    @ConfigurationProperties("look-up")
    record LookUpConfig(
            @Nullable Boolean enabled,
            @Nullable String address,
            @Nullable Boolean plainHttp,
            @Nullable String caFile,
            @Nullable Boolean tlsVerify,
            @Nullable String username,
            @Nullable String passwordFrom,
            @Nullable String dockerConfig,
            @Nullable List<String> tokenRealms,
            @Nullable Integer requestsPerSecond,
            @Nullable Duration deadline) {

        static final LookUpConfig NONE =
                new LookUpConfig(null, null, null, null, null, null, null, null, null, null, null);

        LookUpConfig {
            tokenRealms = orNone(tokenRealms);
        }

        boolean isWritten() {
            return !equals(NONE);
        }

        List<String> realms() {
            return orNone(tokenRealms);
        }
    }

    /// @param allowAnonymous `true` believes everybody who can reach the hook; must be written out
    @ConfigurationProperties("auth")
    record AuthConfig(@Bindable(defaultValue = "false") boolean allowAnonymous) {}

    /// One way of proving oneself, as it is written. None of them prints its values.
    sealed interface Credential {

        CredentialKind kind();

        boolean isWritten();
    }

    /// A way that rests on a secret which both sides know.
    sealed interface SharedCredential extends Credential {

        /// The key of the secret itself; the one of its files ends in `-from`.
        String key();

        @Nullable String secret();

        List<String> files();
    }

    /// @param name of the header, for example `Authorization`
    /// @param value the secret itself; prefer `value-from`
    /// @param valueFrom files with one accepted value each: one, or the old and the new while the
    ///   secret is being changed
    @ConfigurationProperties("auth.header")
    record HeaderConfig(
            @Nullable String name, @Nullable String value, @Nullable List<String> valueFrom)
            implements SharedCredential {

        HeaderConfig {
            valueFrom = orNone(valueFrom);
        }

        @Override
        public CredentialKind kind() {
            return CredentialKind.HEADER;
        }

        @Override
        public String key() {
            return "value";
        }

        @Override
        public @Nullable String secret() {
            return value;
        }

        @Override
        public List<String> files() {
            return orNone(valueFrom);
        }

        @Override
        public boolean isWritten() {
            return name != null || value != null || !files().isEmpty();
        }

        @Override
        public String toString() {
            return "HeaderConfig[hidden]";
        }
    }

    /// @param username that the sender gives
    /// @param password the secret itself; prefer `password-from`
    /// @param passwordFrom files with one accepted password each
    @ConfigurationProperties("auth.basic")
    record BasicConfig(
            @Nullable String username,
            @Nullable String password,
            @Nullable List<String> passwordFrom)
            implements SharedCredential {

        BasicConfig {
            passwordFrom = orNone(passwordFrom);
        }

        @Override
        public CredentialKind kind() {
            return CredentialKind.BASIC;
        }

        @Override
        public String key() {
            return "password";
        }

        @Override
        public @Nullable String secret() {
            return password;
        }

        @Override
        public List<String> files() {
            return orNone(passwordFrom);
        }

        @Override
        public boolean isWritten() {
            return username != null || password != null || !files().isEmpty();
        }

        @Override
        public String toString() {
            return "BasicConfig[hidden]";
        }
    }

    /// @param token the secret itself, what stands behind `Bearer` in `Authorization`; prefer
    ///   `token-from`
    /// @param tokenFrom files with one accepted token each
    @ConfigurationProperties("auth.bearer")
    record BearerConfig(@Nullable String token, @Nullable List<String> tokenFrom)
            implements SharedCredential {

        BearerConfig {
            tokenFrom = orNone(tokenFrom);
        }

        @Override
        public CredentialKind kind() {
            return CredentialKind.BEARER;
        }

        @Override
        public String key() {
            return "token";
        }

        @Override
        public @Nullable String secret() {
            return token;
        }

        @Override
        public List<String> files() {
            return orNone(tokenFrom);
        }

        @Override
        public boolean isWritten() {
            return token != null || !files().isEmpty();
        }

        @Override
        public String toString() {
            return "BearerConfig[hidden]";
        }
    }

    /// @param secret the key of the signature itself; prefer `secret-from`
    /// @param secretFrom files with one accepted key each
    /// @param header that carries the signature; the dialect's own if this is not set
    @ConfigurationProperties("auth.hmac-sha256")
    record HmacSha256Config(
            @Nullable String secret, @Nullable List<String> secretFrom, @Nullable String header)
            implements SharedCredential {

        HmacSha256Config {
            secretFrom = orNone(secretFrom);
        }

        @Override
        public CredentialKind kind() {
            return CredentialKind.HMAC_SHA256;
        }

        @Override
        public String key() {
            return "secret";
        }

        @Override
        public List<String> files() {
            return orNone(secretFrom);
        }

        @Override
        public boolean isWritten() {
            return header != null || secret != null || !files().isEmpty();
        }

        @Override
        public String toString() {
            return "HmacSha256Config[hidden]";
        }
    }

    /// @param secret the key of the signature itself; prefer `secret-from`
    /// @param secretFrom files with one accepted key each
    @ConfigurationProperties("auth.hmac-sha1")
    record HmacSha1Config(@Nullable String secret, @Nullable List<String> secretFrom)
            implements SharedCredential {

        HmacSha1Config {
            secretFrom = orNone(secretFrom);
        }

        @Override
        public CredentialKind kind() {
            return CredentialKind.HMAC_SHA1;
        }

        @Override
        public String key() {
            return "secret";
        }

        @Override
        public List<String> files() {
            return orNone(secretFrom);
        }

        @Override
        public boolean isWritten() {
            return secret != null || !files().isEmpty();
        }

        @Override
        public String toString() {
            return "HmacSha1Config[hidden]";
        }
    }

    /// @param secret the last part of the hook's path itself; prefer `secret-from`
    /// @param secretFrom files with one accepted last part of the hook's path each: for senders
    ///   that can be told a URL and nothing else
    @ConfigurationProperties("auth.path")
    record PathConfig(@Nullable String secret, @Nullable List<String> secretFrom)
            implements SharedCredential {

        PathConfig {
            secretFrom = orNone(secretFrom);
        }

        @Override
        public CredentialKind kind() {
            return CredentialKind.PATH;
        }

        @Override
        public String key() {
            return "secret";
        }

        @Override
        public List<String> files() {
            return orNone(secretFrom);
        }

        @Override
        public boolean isWritten() {
            return secret != null || !files().isEmpty();
        }

        @Override
        public String toString() {
            return "PathConfig[hidden]";
        }
    }

    /// @param issuer of the tokens, exactly as it stands in them, for example
    ///   `https://accounts.google.com`
    /// @param audience that a token must be for: one, or several of which it names one
    /// @param email of the account that a token must be of, verified by the issuer: one or several
    /// @param jwksUri where the issuer publishes its keys, for example
    ///   `https://www.googleapis.com/oauth2/v3/certs`
    @ConfigurationProperties("auth.oidc")
    record OidcConfig(
            @Nullable String issuer,
            @Nullable List<String> audience,
            @Nullable List<String> email,
            @Nullable String jwksUri)
            implements Credential {

        OidcConfig {
            audience = orNone(audience);
            email = orNone(email);
        }

        List<String> audiences() {
            return orNone(audience);
        }

        List<String> emails() {
            return orNone(email);
        }

        @Override
        public CredentialKind kind() {
            return CredentialKind.OIDC;
        }

        @Override
        public boolean isWritten() {
            return issuer != null
                    || jwksUri != null
                    || !audiences().isEmpty()
                    || !emails().isEmpty();
        }
    }
}
