// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.pushwire.listener.config.SourceConfig.LookUpConfig;
import io.pushwire.registry.CredentialSource;
import io.pushwire.registry.RegistryLookups;
import io.pushwire.registry.RegistrySettings;
import io.pushwire.registry.RegistrySettings.Limits;
import io.pushwire.registry.Transport;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What the `look-up` of a source comes to.
final class SourceLookUp {

    private final LookUpConfig written;
    private final Optional<Path> dockerConfig;
    private final Problems problems;

    /// @param dockerConfig where credentials are taken from if the source has none of its own
    SourceLookUp(LookUpConfig written, Optional<Path> dockerConfig, Problems problems) {
        this.written = written;
        this.dockerConfig = dockerConfig;
        this.problems = problems;
    }

    boolean isEnabled() {
        return !Boolean.FALSE.equals(written.enabled());
    }

    /// Empty where a problem was reported.
    ///
    /// @param registry the host in image tags
    Optional<RegistrySettings> settings(String registry) {
        Optional<Transport> transport = transport();
        Optional<CredentialSource> credentials = credentials();
        Optional<Limits> limits = problems.attempt(".look-up", this::limits);
        if (transport.isEmpty() || credentials.isEmpty() || limits.isEmpty()) {
            return Optional.empty();
        }
        return problems.attempt(
                ".look-up",
                () -> {
                    RegistrySettings settings =
                            RegistrySettings.of(registry)
                                    .withTransport(transport.get())
                                    .withCredentials(credentials.get())
                                    .withTokenRealms(Set.copyOf(written.realms()))
                                    .withLimits(limits.get());
                    String address = written.address();
                    return usable(address == null ? settings : settings.withApi(address));
                });
    }

    // Made once, to see whether the file of authorities can be used.
    private static RegistrySettings usable(RegistrySettings settings) {
        new RegistryLookups(List.of(settings), Clock.systemUTC()).close();
        return settings;
    }

    private Optional<Transport> transport() {
        boolean plain = Boolean.TRUE.equals(written.plainHttp());
        boolean unverified = Boolean.FALSE.equals(written.tlsVerify());
        String authorities = written.caFile();
        if ((plain ? 1 : 0) + (unverified ? 1 : 0) + (authorities == null ? 0 : 1) > 1) {
            return problems.add(
                    ".look-up", "has two of plain-http, ca-file and tls-verify: keep one of them");
        }
        if (plain) {
            return Optional.of(new Transport.PlainHttp());
        }
        if (unverified) {
            return Optional.of(new Transport.TlsUnverified());
        }
        return authorities == null
                ? Optional.of(new Transport.Tls())
                : file(".look-up.ca-file", authorities).map(Transport.TlsTrusting::new);
    }

    private Optional<CredentialSource> credentials() {
        String username = written.username();
        String password = written.passwordFrom();
        String docker = written.dockerConfig();
        if ((username == null) != (password == null)) {
            return problems.add(
                    ".look-up", "needs both username and password-from, or none of them");
        }
        if (username != null && docker != null) {
            return problems.add(
                    ".look-up", "has both username and docker-config: keep one of them");
        }
        if (username != null) {
            return file(".look-up.password-from", Objects.requireNonNull(password))
                    .map(file -> new CredentialSource.PasswordFile(username, file));
        }
        if (docker != null) {
            return file(".look-up.docker-config", docker).map(CredentialSource.DockerConfig::new);
        }
        return Optional.of(
                dockerConfig
                        .<CredentialSource>map(CredentialSource.DockerConfig::new)
                        .orElseGet(CredentialSource.Anonymous::new));
    }

    private Limits limits() {
        return new Limits(
                orElse(written.requestsPerSecond(), Limits.DEFAULT.requestsPerSecond()),
                Limits.DEFAULT.concurrent(),
                orElse(written.deadline(), Limits.DEFAULT.deadline()));
    }

    private Optional<Path> file(String key, String written) {
        return problems.attempt(key, () -> Path.of(written))
                .flatMap(file ->
                        Files.isReadable(file)
                                ? Optional.of(file)
                                : problems.add(key, file + " is not a file that can be read"));
    }

    private static int orElse(@Nullable Integer written, int otherwise) {
        return written == null ? otherwise : written;
    }

    private static Duration orElse(@Nullable Duration written, Duration otherwise) {
        return written == null ? otherwise : written;
    }
}
