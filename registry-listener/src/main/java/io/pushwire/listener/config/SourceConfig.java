// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;

import org.jspecify.annotations.Nullable;

import java.util.List;

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
/// @param auth whether the sender must prove itself
/// @param header how it does; not inside `auth`, where Micronaut gives every source the first one's
///
@EachProperty("pushwire.sources")
record SourceConfig(
        @Parameter String name,
        @Nullable String dialect,
        @Nullable String registry,
        @Nullable List<String> aliases,
        @Nullable List<String> repositories,
        @Nullable AuthConfig auth,
        @Nullable HeaderConfig header) {

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

    private static List<String> orNone(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /// @param allowAnonymous `true` believes everybody who can reach the hook; must be written out
    @ConfigurationProperties("auth")
    record AuthConfig(@Bindable(defaultValue = "false") boolean allowAnonymous) {}

    /// @param name of the header, for example `Authorization`
    /// @param value the secret itself; prefer `value-from`
    /// @param valueFrom files with one accepted value each: one, or the old and the new while the
    ///   secret is being changed
    @ConfigurationProperties("auth.header")
    record HeaderConfig(
            @Nullable String name, @Nullable String value, @Nullable List<String> valueFrom) {

        HeaderConfig {
            valueFrom = orNone(valueFrom);
        }

        List<String> files() {
            return orNone(valueFrom);
        }

        /// Micronaut makes one in any case.
        boolean isWritten() {
            return name != null || value != null || !files().isEmpty();
        }

        @Override
        public String toString() {
            return "HeaderConfig[" + name + "]";
        }
    }
}
