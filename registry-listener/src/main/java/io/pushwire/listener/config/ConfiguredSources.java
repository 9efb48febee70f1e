// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.authenticity.Secret;
import io.pushwire.listener.source.RegistryNames;
import io.pushwire.listener.source.RepositoryGlobs;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.source.Sources;

import jakarta.inject.Singleton;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Checks what is configured and makes sources of it.
@Singleton
public final class ConfiguredSources {

    // What survives Micronaut's normalising of keys, and stands in URLs and metrics as it is.
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private final Collection<SourceConfig> configured;

    ConfiguredSources(Collection<SourceConfig> configured) {
        this.configured = List.copyOf(configured);
    }

    /// @param dialects the names that this version understands
    /// @throws InvalidConfigurationException naming all that is wrong
    public Sources check(Set<String> dialects) {
        var problems = new ArrayList<String>();
        var sources = new ArrayList<Source>();
        for (SourceConfig config : configured) {
            new Check(config, dialects, problems).source().ifPresent(sources::add);
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems.stream().sorted().toList());
        }
        return new Sources(sources);
    }

    /// The check of one source, which goes on after each problem.
    private record Check(SourceConfig config, Set<String> dialects, List<String> problems) {

        Optional<Source> source() {
            if (!NAME.matcher(config.name()).matches()) {
                problem("", "the name must be lower-case letters, digits and '-', at most 63");
            }
            Optional<String> dialect = dialect();
            Optional<RegistryNames> names = names();
            Optional<RepositoryGlobs> repositories = repositories();
            Optional<Proof> proof = proof();
            if (dialect.isEmpty() || names.isEmpty() || repositories.isEmpty() || proof.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Source(
                            config.name(),
                            dialect.get(),
                            names.get(),
                            repositories.get(),
                            proof.get()));
        }

        private Optional<String> dialect() {
            String dialect = config.dialect();
            if (dialect == null || !dialects.contains(dialect)) {
                return problem(
                        ".dialect",
                        (dialect == null ? "is missing" : "\"" + dialect + "\" is unknown")
                                + ": set one of "
                                + String.join(", ", dialects));
            }
            return Optional.of(dialect);
        }

        private Optional<RegistryNames> names() {
            String registry = config.registry();
            if (registry == null) {
                return problem(
                        ".registry",
                        "is missing: set the host that stands in pods' image:, for example"
                                + " registry.example.com");
            }
            return attempt(
                    " (registry, aliases)", () -> new RegistryNames(registry, config.otherNames()));
        }

        private Optional<RepositoryGlobs> repositories() {
            List<String> globs = config.globs();
            return globs.isEmpty()
                    ? Optional.of(RepositoryGlobs.all())
                    : attempt(".repositories", () -> new RepositoryGlobs(globs));
        }

        private Optional<Proof> proof() {
            SourceConfig.HeaderConfig header = config.header();
            SourceConfig.AuthConfig auth = config.auth();
            boolean anonymous = auth != null && auth.allowAnonymous();
            if (header == null || !header.isWritten()) {
                return anonymous
                        ? Optional.of(new Proof.Anonymous())
                        : problem(
                                ".auth",
                                "is missing: set auth.header.name and auth.header.value-from, or"
                                        + " auth.allow-anonymous: true to believe everybody who can"
                                        + " reach the hook");
            }
            if (anonymous) {
                return problem(
                        ".auth", "has both a header and allow-anonymous: true: remove one of them");
            }
            return headerSecret(header);
        }

        private Optional<Proof> headerSecret(SourceConfig.HeaderConfig header) {
            String name = header.name();
            if (name == null || !HEADER_NAME.matcher(name).matches()) {
                return problem(
                        ".auth.header.name",
                        "is missing or no header's name: set for example Authorization");
            }
            List<String> files = header.files();
            String value = header.value();
            if (files.isEmpty() == (value == null)) {
                return problem(
                        ".auth.header",
                        "needs either value-from (files) or value: set exactly one of them");
            }
            var accepted = new ArrayList<Secret>();
            if (value != null) {
                attempt(".auth.header.value", () -> new Secret(value)).ifPresent(accepted::add);
            }
            for (String file : files) {
                content(file)
                        .flatMap(text ->
                                attempt(".auth.header.value-from " + file, () -> new Secret(text)))
                        .ifPresent(accepted::add);
            }
            return accepted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Proof.HeaderSecret(name, accepted));
        }

        private Optional<String> content(String file) {
            try {
                return Optional.of(Files.readString(Path.of(file)));
            } catch (IOException | InvalidPathException unreadable) {
                return problem(
                        ".auth.header.value-from",
                        "Tried to read the file %s but: %s".formatted(file, unreadable));
            }
        }

        private <T> Optional<T> attempt(String key, Supplier<T> make) {
            try {
                return Optional.of(make.get());
            } catch (IllegalArgumentException wrong) {
                return problem(key, String.valueOf(wrong.getMessage()));
            }
        }

        private <T> Optional<T> problem(String key, String sentence) {
            problems.add("pushwire.sources." + config.name() + key + " " + sentence);
            return Optional.empty();
        }
    }
}
