// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.source;

import java.util.Collection;
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

    public Set<String> names() {
        return byName.keySet();
    }
}
