// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Somebody who may ask for the record, as it is written. Nothing is required here, so that
/// [ConfiguredReaders] can report everything that is wrong at once.
///
/// @param name the key under `pushwire.readers`, as it is logged
/// @param repositories globs of the repositories that are shown, with their registry's host: `*`
///   for a part of one path element, `**` for any; `*` alone for all. Required
/// @param clusters globs of the clusters that are shown; `*` for all. Default none
/// @param token one way to show who asks
/// @param oidc another one
@EachProperty("pushwire.readers")
record ReaderConfig(
        @Parameter String name,
        @Nullable List<String> repositories,
        @Nullable List<String> clusters,
        @Nullable TokenConfig token,
        @Nullable OidcConfig oidc) {

    ReaderConfig {
        repositories = orNone(repositories);
        clusters = orNone(clusters);
    }

    private static List<String> orNone(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    List<String> shownRepositories() {
        return orNone(repositories);
    }

    List<String> shownClusters() {
        return orNone(clusters);
    }

    /// @param value the token itself, what stands behind `Bearer` in `Authorization`; prefer
    ///   `value-from`
    /// @param valueFrom files with one accepted token each: one, or the old and the new while it is
    ///   being changed
    @ConfigurationProperties("token")
    record TokenConfig(@Nullable String value, @Nullable List<String> valueFrom) {

        TokenConfig {
            valueFrom = orNone(valueFrom);
        }

        List<String> files() {
            return orNone(valueFrom);
        }

        boolean isWritten() {
            return value != null || !files().isEmpty();
        }

        @Override
        public String toString() {
            return "TokenConfig[hidden]";
        }
    }

    /// @param issuer of the tokens, exactly as it stands in them
    /// @param audience that a token must be for: one, or several of which it names one
    /// @param email of the account that a token must be of, verified by the issuer: one or several
    /// @param jwksUri where the issuer publishes its keys
    @ConfigurationProperties("oidc")
    record OidcConfig(
            @Nullable String issuer,
            @Nullable List<String> audience,
            @Nullable List<String> email,
            @Nullable String jwksUri) {

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

        boolean isWritten() {
            return issuer != null
                    || jwksUri != null
                    || !audiences().isEmpty()
                    || !emails().isEmpty();
        }
    }
}
