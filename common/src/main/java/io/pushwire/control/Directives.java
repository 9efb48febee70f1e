// SPDX-License-Identifier: Apache-2.0
package io.pushwire.control;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The pauses that hold now, one per scope at most.
public final class Directives {

    private final Map<String, Directive> paused = new ConcurrentHashMap<>();

    /// Takes in the newest word on a scope.
    ///
    /// @return the pause that it ends, if it ends one
    public Optional<Directive> learn(Directive directive) {
        String key = directive.scope().key();
        return switch (directive.state()) {
            case PAUSED -> {
                paused.put(key, directive);
                yield Optional.empty();
            }
            case RESUMED -> forget(key);
        };
    }

    /// Nothing is said of the scope any more.
    ///
    /// @param key the scope's
    /// @return the pause that this ends, if it ends one
    public Optional<Directive> forget(String key) {
        return Optional.ofNullable(paused.remove(key));
    }

    /// The pause that a namespace is under: the widest, if there are several.
    public Optional<Directive> over(String cluster, String namespace) {
        if (paused.isEmpty()) {
            return Optional.empty();
        }
        return pauseOf(new Scope.Fleet())
                .or(() -> pauseOf(new Scope.Cluster(cluster)))
                .or(() -> pauseOf(new Scope.Namespace(cluster, namespace)));
    }

    /// All that hold, in the order in which they were said.
    public List<Directive> all() {
        return paused.values().stream().sorted(Comparator.comparing(Directive::at)).toList();
    }

    private Optional<Directive> pauseOf(Scope scope) {
        return Optional.ofNullable(paused.get(scope.key()));
    }
}
