// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The label selector language: `app=web,tier!=cache,env in (a, b),zone notin (c),gpu,!spot`.
final class LabelSelector {
    private static final Pattern SET =
            Pattern.compile("(?<key>[^\\s!=]+)\\s+(?<op>in|notin)\\s*\\((?<values>[^()]*)\\)");
    private static final Pattern EQUALITY =
            Pattern.compile("(?<key>[^\\s!=]+)\\s*(?<op>==|=|!=)\\s*(?<value>[^\\s!=()]*)");
    private static final Pattern EXISTENCE = Pattern.compile("(?<not>!?)\\s*(?<key>[^\\s!=()]+)");

    private LabelSelector() {}

    /// An empty text matches everything; throws a 400 [Refusal] for what is no selector.
    static Predicate<Map<String, String>> parse(String text) {
        return requirements(text).stream()
                .map(part -> requirement(part.strip(), text))
                .reduce(_ -> true, Predicate::and);
    }

    /// The selector that objects carry; none at all matches nothing, an empty one everything.
    static Predicate<Map<String, String>> of(Optional<JsonObject> selector) {
        return selector.map(LabelSelector::text)
                .map(LabelSelector::parse)
                .orElseGet(() -> _ -> false);
    }

    private static String text(JsonObject selector) {
        var labels =
                Trees.stringMap(selector, "matchLabels").entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue());
        var expressions =
                Trees.listAt(selector, "matchExpressions").getValuesAs(JsonObject.class).stream()
                        .map(LabelSelector::expression);
        return Stream.concat(labels, expressions).collect(Collectors.joining(","));
    }

    private static String expression(JsonObject it) {
        var key = Trees.text(it, "key");
        var values =
                Trees.listAt(it, "values").getValuesAs(JsonString::getString).stream()
                        .collect(Collectors.joining(",", "(", ")"));
        return switch (Trees.text(it, "operator")) {
            case "In" -> key + " in " + values;
            case "NotIn" -> key + " notin " + values;
            case "Exists" -> key;
            case "DoesNotExist" -> "!" + key;
            default -> throw Refusal.badRequest("no operator of a label selector: " + it);
        };
    }

    /// Splits at the commas that are not inside of brackets.
    private static List<String> requirements(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.split(",(?![^(]*\\))", -1));
    }

    private static Predicate<Map<String, String>> requirement(String part, String whole) {
        var set = SET.matcher(part);
        if (set.matches()) {
            return membership(set.group("key"), set.group("op"), set.group("values"));
        }
        var equality = EQUALITY.matcher(part);
        if (equality.matches()) {
            var key = equality.group("key");
            var value = equality.group("value");
            return equality.group("op").equals("!=")
                    ? labels -> !value.equals(labels.get(key))
                    : labels -> value.equals(labels.get(key));
        }
        var existence = EXISTENCE.matcher(part);
        if (existence.matches()) {
            var key = existence.group("key");
            return existence.group("not").isEmpty()
                    ? labels -> labels.containsKey(key)
                    : labels -> !labels.containsKey(key);
        }
        throw Refusal.badRequest(
                "unable to parse requirement '%s' of the label selector '%s'"
                        .formatted(part, whole));
    }

    private static Predicate<Map<String, String>> membership(
            String key, String operator, String values) {
        Set<String> wanted =
                Arrays.stream(values.split(",", -1))
                        .map(String::strip)
                        .collect(Collectors.toUnmodifiableSet());
        return operator.equals("in")
                ? labels -> wanted.contains(labels.getOrDefault(key, "")) && labels.containsKey(key)
                : labels -> !labels.containsKey(key) || !wanted.contains(labels.get(key));
    }
}
