// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A field selector as `kubectl --field-selector` takes it, of the two fields that every kind has:
/// https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
public final class FieldSelector {

    private static final Pattern REQUIREMENT =
            Pattern.compile("(metadata\\.name|metadata\\.namespace)\\s*(=|==|!=)\\s*([a-z0-9.-]+)");

    private final List<Requirement> requirements;

    private FieldSelector(List<Requirement> requirements) {
        this.requirements = List.copyOf(requirements);
    }

    /// @param text empty for all
    /// @throws IllegalArgumentException naming the part that is no requirement
    public static FieldSelector parse(String text) {
        var requirements = new ArrayList<Requirement>();
        if (!text.isBlank()) {
            for (String part : text.split(",", -1)) {
                requirements.add(requirement(part.strip()));
            }
        }
        return new FieldSelector(requirements);
    }

    boolean matches(String namespace, String name) {
        var fields = Map.of("metadata.name", name, "metadata.namespace", namespace);
        return requirements.stream()
                .allMatch(it -> it.value().equals(fields.get(it.field())) == it.wanted());
    }

    private static Requirement requirement(String part) {
        Matcher matcher = REQUIREMENT.matcher(part);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    ("pushwire.field-selector has \"%s\": use metadata.name and metadata.namespace"
                                    + " with = or !=, for example metadata.name!=db")
                            .formatted(part));
        }
        return new Requirement(matcher.group(1), matcher.group(3), !matcher.group(2).equals("!="));
    }

    private record Requirement(String field, String value, boolean wanted) {}
}
