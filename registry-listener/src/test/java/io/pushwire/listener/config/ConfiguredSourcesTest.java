// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pushwire.listener.config.SourceConfig.AuthConfig;
import io.pushwire.listener.config.SourceConfig.HeaderConfig;
import io.pushwire.listener.source.Sources;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

final class ConfiguredSourcesTest {

    private static final HeaderConfig HEADER = new HeaderConfig("Authorization", "s3cr3t", null);

    @Test
    void makesASourceOfWhatIsWritten() {
        Sources sources = check(source("a", "distribution", "R.example:5000", HEADER));

        var source = sources.named("a").orElseThrow();
        assertThat(source.names().all()).containsExactly("r.example:5000");
        assertThat(source.repositories().allow("any/thing")).isTrue();
    }

    @Test
    void takesTheSecretFromFiles(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "Bearer x\n");

        Sources sources =
                check(
                        source(
                                "a",
                                "distribution",
                                "r.example",
                                new HeaderConfig("X", null, List.of(file.toString()))));

        assertThat(sources.named("a")).isPresent();
    }

    @Test
    void refusesASourceThatAnybodyCouldSpeakForUnlessThatIsWritten() {
        refuses(
                source("a", "distribution", "r.example", null),
                "pushwire.sources.a.auth is missing: set auth.header.name and"
                    + " auth.header.value-from, or auth.allow-anonymous: true to believe everybody"
                    + " who can reach the hook");
    }

    @Test
    void refusesAnonymousBesideASecret() {
        var both =
                new SourceConfig(
                        "a", "distribution", "r.example", null, null, new AuthConfig(true), HEADER);

        refuses(
                both,
                "pushwire.sources.a.auth has both a header and allow-anonymous: true: remove one of"
                        + " them");
    }

    @Test
    void namesWhatIsWrongWithTheHeader() {
        refuses(
                source("a", "distribution", "r.example", new HeaderConfig(null, "x", null)),
                "pushwire.sources.a.auth.header.name is missing or no header's name: set for"
                        + " example Authorization");
        refuses(
                source("a", "distribution", "r.example", new HeaderConfig("X", null, null)),
                "pushwire.sources.a.auth.header needs either value-from (files) or value: set"
                        + " exactly one of them");
        refuses(
                source("a", "distribution", "r.example", new HeaderConfig("X", "x", List.of("f"))),
                "pushwire.sources.a.auth.header needs either value-from (files) or value: set"
                        + " exactly one of them");
        refuses(
                source("a", "distribution", "r.example", new HeaderConfig("X", " ", null)),
                "pushwire.sources.a.auth.header.value is empty");
        refuses(
                source(
                        "a",
                        "distribution",
                        "r.example",
                        new HeaderConfig("X", null, List.of("/no/such/file"))),
                "pushwire.sources.a.auth.header.value-from Tried to read the file /no/such/file"
                        + " but: java.nio.file.NoSuchFileException: /no/such/file");
    }

    @Test
    void reportsEverythingAtOnce() {
        var bad =
                new SourceConfig(
                        "B_ad", "harbour", "not a host", null, List.of("Team/*"), null, null);

        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> check(bad, source("a", null, null, HEADER)))
                .withMessageContainingAll(
                        "pushwire.sources.B_ad the name must be lower-case letters",
                        "pushwire.sources.B_ad.dialect \"harbour\" is unknown: set one of"
                                + " distribution",
                        "pushwire.sources.B_ad (registry, aliases) not a registry host: \"not a"
                                + " host\"",
                        "pushwire.sources.B_ad.repositories not a glob of repositories:"
                                + " \"Team/*\"",
                        "pushwire.sources.B_ad.auth is missing",
                        "pushwire.sources.a.dialect is missing: set one of distribution",
                        "pushwire.sources.a.registry is missing: set the host");
    }

    @Test
    void printsNoSecret() {
        assertThat(source("a", "distribution", "r.example", HEADER).toString())
                .doesNotContain("s3cr3t");
    }

    private static void refuses(SourceConfig config, String sentence) {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> check(config))
                .withMessage("Configuration problems:\n  - " + sentence);
    }

    private static Sources check(SourceConfig... configs) {
        return new ConfiguredSources(List.of(configs)).check(Set.of("distribution"));
    }

    private static SourceConfig source(
            String name,
            @Nullable String dialect,
            @Nullable String registry,
            @Nullable HeaderConfig header) {
        return new SourceConfig(name, dialect, registry, null, null, null, header);
    }
}
