// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.pushwire.config.Nearest;
import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.authenticity.TokenVerifier;
import io.pushwire.listener.source.Confirmation;
import io.pushwire.listener.source.RegistryNames;
import io.pushwire.listener.source.RepositoryGlobs;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.source.Sources;
import io.pushwire.registry.RegistrySettings;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks what is configured and makes sources of it.
@Singleton
public final class ConfiguredSources {

    // What survives Micronaut's normalising of keys, and stands in URLs and metrics as it is.
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private final Collection<SourceConfig> configured;
    private final TokenVerifier.Factory tokens;

    private final LookUpsConfig lookUps;

    ConfiguredSources(
            Collection<SourceConfig> configured,
            TokenVerifier.Factory tokens,
            LookUpsConfig lookUps) {
        this.configured = List.copyOf(configured);
        this.tokens = tokens;
        this.lookUps = lookUps;
    }

    /// @param registries those that may be asked, one for each registry of the sources
    public record Checked(Sources sources, List<RegistrySettings> registries) {

        public Checked {
            registries = List.copyOf(registries);
        }
    }

    /// @param dialects the names that this version understands
    /// @throws InvalidConfigurationException naming all that is wrong
    public Checked check(Set<String> dialects) {
        var problems = new ArrayList<String>();
        var registries = new ConfiguredRegistries(lookUps, problems);
        var sources = new ArrayList<Source>();
        for (SourceConfig config : configured) {
            new Check(config, dialects, tokens, Problems.ofSource(config.name(), problems))
                    .source()
                    .ifPresent(source -> {
                        sources.add(source);
                        registries.add(source, config.askedHow());
                    });
        }
        List<RegistrySettings> asked = registries.settings();
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems.stream().sorted().toList());
        }
        return new Checked(new Sources(sources), asked);
    }

    /// The check of one source, which goes on after each problem.
    private record Check(
            SourceConfig config,
            Set<String> dialects,
            TokenVerifier.Factory tokens,
            Problems problems) {

        Optional<Source> source() {
            if (!NAME.matcher(config.name()).matches()) {
                problems.add("", "the name must be lower-case letters, digits and '-', at most 63");
            }
            Optional<String> dialect = dialect();
            Optional<RegistryNames> names = names();
            Optional<RepositoryGlobs> repositories = repositories();
            Optional<Proof> proof = new SourceProof(config, dialect, tokens, problems).read();
            Optional<Confirmation> confirmation = proof.flatMap(this::confirmation);
            if (dialect.isEmpty()
                    || names.isEmpty()
                    || repositories.isEmpty()
                    || proof.isEmpty()
                    || confirmation.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Source(
                            config.name(),
                            dialect.get(),
                            names.get(),
                            repositories.get(),
                            proof.get(),
                            confirmation.get()));
        }

        private Optional<String> dialect() {
            String dialect = config.dialect();
            if (dialect == null || !dialects.contains(dialect)) {
                return problems.add(
                        ".dialect",
                        (dialect == null ? "is missing" : "\"" + dialect + "\" is unknown")
                                + ": set one of "
                                + String.join(", ", dialects)
                                + meant(dialect));
            }
            return Optional.of(dialect);
        }

        private String meant(@Nullable String dialect) {
            return Optional.ofNullable(dialect)
                    .flatMap(written -> Nearest.to(written, dialects.stream()))
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("");
        }

        private Optional<RegistryNames> names() {
            String registry = config.registry();
            if (registry == null) {
                return problems.add(
                        ".registry",
                        "is missing: set the host that stands in pods' image:, for example"
                                + " registry.example.com");
            }
            return problems.attempt(
                    " (registry, aliases)", () -> new RegistryNames(registry, config.otherNames()));
        }

        private Optional<Confirmation> confirmation(Proof proof) {
            String written = config.confirm();
            if (written == null) {
                return Optional.of(proof.isCredential() ? Confirmation.AFTER : Confirmation.BEFORE);
            }
            return switch (written) {
                case "after" -> Optional.of(Confirmation.AFTER);
                case "before" -> Optional.of(Confirmation.BEFORE);
                default ->
                        problems.add(
                                ".confirm", "is neither before nor after but \"" + written + "\"");
            };
        }

        private Optional<RepositoryGlobs> repositories() {
            List<String> globs = config.globs();
            return globs.isEmpty()
                    ? Optional.of(RepositoryGlobs.all())
                    : problems.attempt(".repositories", () -> new RepositoryGlobs(globs));
        }
    }
}
