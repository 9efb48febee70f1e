// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which namespaces the syncer looks after. A name that is written out counts more than a glob.
///
/// @param include names and globs; empty for all. The system's own namespaces have to be written
///   out
/// @param exclude names and globs
public record NamespaceSelection(List<String> include, List<String> exclude) {

    private static final Set<String> SYSTEM =
            Set.of("kube-system", "kube-public", "kube-node-lease");

    /// @throws IllegalArgumentException if one name is written out on both sides
    public NamespaceSelection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        for (String name : include) {
            if (exclude.contains(name)) {
                throw new IllegalArgumentException(
                        "pushwire.namespaces has \"%s\" under include and exclude: decide for one"
                                .formatted(name));
            }
        }
    }

    /// The only ones that are looked after, if all of them are written out; else none.
    public List<String> writtenOut() {
        return include.stream().noneMatch(name -> name.contains("*")) ? include : List.of();
    }

    /// Whether it is one of the system's own, which are looked after only by name.
    public static boolean isSystems(String namespace) {
        return SYSTEM.contains(namespace);
    }

    Optional<String> leavesOut(String namespace) {
        if (include.contains(namespace)) {
            return Optional.empty();
        }
        if (isSystems(namespace)) {
            return Optional.of(
                    "namespace %s is the system's own; pushwire.namespaces.include does not name it"
                            .formatted(namespace));
        }
        if (matchesAny(exclude, namespace)) {
            return Optional.of(
                    "namespace %s is excluded by pushwire.namespaces.exclude".formatted(namespace));
        }
        return include.isEmpty() || matchesAny(include, namespace)
                ? Optional.empty()
                : Optional.of(
                        "namespace %s is not among pushwire.namespaces.include"
                                .formatted(namespace));
    }

    private static boolean matchesAny(Collection<String> globs, String name) {
        return globs.stream().anyMatch(glob -> pattern(glob).matcher(name).matches());
    }

    /// `*` stands for any characters, also none.
    private static Pattern pattern(String glob) {
        return Pattern.compile(
                Stream.of(glob.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")));
    }
}
