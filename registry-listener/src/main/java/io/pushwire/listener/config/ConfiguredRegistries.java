// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.pushwire.listener.config.SourceConfig.LookUpConfig;
import io.pushwire.listener.source.Confirmation;
import io.pushwire.listener.source.Source;
import io.pushwire.registry.RegistrySettings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The registries that the sources speak for: several of them may speak for one.
final class ConfiguredRegistries {

    private final Optional<Path> dockerConfig;
    private final List<String> problems;
    private final Map<String, List<Asked>> byHost = new LinkedHashMap<>();

    ConfiguredRegistries(LookUpsConfig shared, List<String> problems) {
        this.dockerConfig = Optional.ofNullable(shared.dockerConfig()).map(Path::of);
        this.problems = problems;
        dockerConfig
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file ->
                        problems.add(
                                "pushwire.look-ups.docker-config is "
                                        + file
                                        + ", which cannot be read"));
    }

    private record Asked(Source source, LookUpConfig how) {}

    void add(Source source, LookUpConfig how) {
        byHost.computeIfAbsent(source.names().registry(), _ -> new ArrayList<>())
                .add(new Asked(source, how));
    }

    /// Of those that may be asked.
    List<RegistrySettings> settings() {
        return byHost.values().stream().flatMap(asked -> settings(asked).stream()).toList();
    }

    private Optional<RegistrySettings> settings(List<Asked> sources) {
        List<Asked> written = sources.stream().filter(asked -> asked.how().isWritten()).toList();
        Asked first = written.isEmpty() ? sources.getFirst() : written.getFirst();
        for (Asked other : written) {
            if (!other.how().equals(first.how())) {
                of(other)
                        .add(
                                ".look-up",
                                "is not what pushwire.sources.%s.look-up says, and both speak for %s:"
                                                .formatted(
                                                        first.source().name(),
                                                        first.source().names().registry())
                                        + " write it at one of them");
            }
        }
        var lookUp = new SourceLookUp(first.how(), dockerConfig, of(first));
        if (lookUp.isEnabled()) {
            return lookUp.settings(first.source().names().registry());
        }
        for (Asked asked : sources) {
            if (asked.source().confirmation() == Confirmation.BEFORE) {
                of(asked)
                        .add(
                                "",
                                "is believed only after a look-up, and look-up.enabled is false:"
                                        + " enable it, or set confirm: after");
            }
        }
        return Optional.empty();
    }

    private Problems of(Asked asked) {
        return Problems.ofSource(asked.source().name(), problems);
    }
}
