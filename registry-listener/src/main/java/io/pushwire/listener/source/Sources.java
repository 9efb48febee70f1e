// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.source;

import io.pushwire.image.ImageTag;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All configured senders.
public final class Sources {

    private final Map<String, Source> byName;

    public Sources(Collection<Source> sources) {
        byName =
                sources.stream()
                        .collect(Collectors.toUnmodifiableMap(Source::name, Function.identity()));
    }

    public Optional<Source> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The source that speaks for a tag; of several the first by name.
    ///
    /// @param spelling under any name of its registry
    public Optional<Source> speakingFor(ImageTag spelling) {
        return byName.values().stream()
                .filter(source -> source.names().include(spelling.host()))
                .filter(source -> source.repositories().allow(spelling.repository()))
                .min(Comparator.comparing(Source::name));
    }

    public Set<String> names() {
        return byName.keySet();
    }
}
