// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The dialects by the names that the configuration uses.
public final class Dialects {

    /// The one that can tell any registry's pushes.
    public static final String GENERIC = "generic";

    private final Map<String, Dialect> byName;

    private Dialects(List<Dialect> dialects) {
        byName =
                new TreeMap<>(
                        dialects.stream()
                                .collect(Collectors.toMap(Dialect::name, Function.identity())));
    }

    /// All that this version understands.
    public static Dialects all() {
        return new Dialects(
                List.of(
                        new DistributionDialect(),
                        new GitLabDialect(),
                        new HarborDialect(),
                        new ZotDialect(),
                        new DockerHubDialect(),
                        new GhcrDialect(),
                        new QuayDialect(),
                        new AcrDialect(),
                        new AcrEventGridDialect(),
                        new EcrDialect(),
                        new GoogleArtifactRegistryDialect(),
                        new ArtifactoryDialect(),
                        new NexusDialect(),
                        new GiteaDialect("gitea"),
                        new GiteaDialect("forgejo"),
                        new CdEventsDialect(),
                        new GenericDialect()));
    }

    public Optional<Dialect> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }
}
