// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import io.micronaut.context.env.Environment;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Values that cannot be read as what they should be: Micronaut would take the default in their
/// place, without a word.
final class Unreadable {

    private static final String NUMBER = "is no whole number that fits";
    private static final String SWITCH = "is neither true nor false";
    private static final Set<String> SWITCHES = Set.of("true", "false");
    private static final Map<String, Kind> KINDS =
            Map.of(
                    "java.time.Duration",
                            new Kind(
                                    Duration.class,
                                    "is no duration: write for example 500ms or 10s"),
                    "int", new Kind(Integer.class, NUMBER),
                    "java.lang.Integer", new Kind(Integer.class, NUMBER),
                    "short", new Kind(Short.class, NUMBER),
                    "long", new Kind(Long.class, NUMBER),
                    "java.lang.Long", new Kind(Long.class, NUMBER),
                    "boolean", new Kind(Boolean.class, SWITCH),
                    "java.lang.Boolean", new Kind(Boolean.class, SWITCH));

    private final Environment environment;

    private Unreadable(Environment environment) {
        this.environment = environment;
    }

    /// @param problem what is said of a value that is not of the type; never the value, which may
    ///   be a secret at the wrong key
    private record Kind(Class<?> type, String problem) {}

    /// One sentence for each.
    static Set<String> in(KnownKeys known, Environment environment) {
        var unreadable = new Unreadable(environment);
        var problems = new TreeSet<String>();
        for (KnownKeys.Key key : known.all()) {
            Optional.ofNullable(KINDS.get(key.type()))
                    .ifPresent(kind ->
                            unreadable
                                    .written(key.name())
                                    .filter(name -> !unreadable.isReadable(name, kind))
                                    .map(name -> name + " " + kind.problem())
                                    .forEach(problems::add));
        }
        return problems;
    }

    /// With the names that the user chose, where the key leaves them open.
    private Stream<String> written(String key) {
        int open = key.indexOf(".*");
        Stream<String> names =
                open < 0
                        ? Stream.of(key)
                        : environment.getPropertyEntries(key.substring(0, open)).stream()
                                .map(name -> key.replaceFirst("\\*", name));
        return names.filter(environment::containsProperty);
    }

    private boolean isReadable(String name, Kind kind) {
        String text = environment.getProperty(name, String.class).orElse("");
        return kind.type() == Boolean.class
                ? SWITCHES.contains(text)
                : environment.getProperty(name, kind.type()).isPresent();
    }
}
