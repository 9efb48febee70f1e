// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A label selector as `kubectl -l` takes it:
/// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
public final class LabelSelector {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._/-]*";
    private static final String VALUE = "(?:[A-Za-z0-9][A-Za-z0-9._-]*)?";
    private static final Pattern EXISTS = Pattern.compile("(!?)\\s*(" + NAME + ")");
    private static final Pattern EQUALS =
            Pattern.compile("(" + NAME + ")\\s*(=|==|!=)\\s*(" + VALUE + ")");
    private static final Pattern IN =
            Pattern.compile("(" + NAME + ")\\s+(in|notin)\\s*\\(([^()]*)\\)");
    private static final Pattern COMMA_OUTSIDE_BRACKETS = Pattern.compile(",(?![^(]*\\))");

    private final List<Requirement> requirements;

    private LabelSelector(List<Requirement> requirements) {
        this.requirements = List.copyOf(requirements);
    }

    /// @param text empty for all
    /// @throws IllegalArgumentException naming the part that is no requirement
    public static LabelSelector parse(String text) {
        var requirements = new ArrayList<Requirement>();
        if (!text.isBlank()) {
            for (String part : COMMA_OUTSIDE_BRACKETS.split(text, -1)) {
                requirements.add(
                        requirement(part.strip())
                                .orElseThrow(() -> new IllegalArgumentException(problem(part))));
            }
        }
        return new LabelSelector(requirements);
    }

    /// The labels that it looks at.
    public Set<String> labels() {
        return requirements.stream()
                .map(Requirement::label)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean matches(Map<String, String> labels) {
        return requirements.stream()
                .allMatch(requirement ->
                        requirement
                                .meets()
                                .test(Optional.ofNullable(labels.get(requirement.label()))));
    }

    private static Optional<Requirement> requirement(String text) {
        Matcher exists = EXISTS.matcher(text);
        if (exists.matches()) {
            boolean wanted = exists.group(1).isEmpty();
            return Optional.of(
                    new Requirement(exists.group(2), value -> value.isPresent() == wanted));
        }
        Matcher equals = EQUALS.matcher(text);
        if (equals.matches()) {
            return Optional.of(
                    among(equals.group(1), Set.of(equals.group(3)), !equals.group(2).equals("!=")));
        }
        Matcher in = IN.matcher(text);
        if (in.matches()) {
            Set<String> values =
                    Pattern.compile(",")
                            .splitAsStream(in.group(3))
                            .map(String::strip)
                            .collect(Collectors.toUnmodifiableSet());
            return Optional.of(among(in.group(1), values, in.group(2).equals("in")));
        }
        return Optional.empty();
    }

    /// Without the label `!=` and `notin` are met.
    private static Requirement among(String label, Set<String> values, boolean wanted) {
        return new Requirement(
                label, value -> value.filter(values::contains).isPresent() == wanted);
    }

    private static String problem(String part) {
        return "pushwire.selector has \"%s\": write it as for kubectl -l, for example team=web,!legacy"
                .formatted(part.strip());
    }

    /// @param meets of the label's value, empty if the label is not there
    private record Requirement(String label, Predicate<Optional<String>> meets) {}
}
