// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The alerts and the panels, as data.
final class Rules {

    private static final Pattern METRIC = Pattern.compile("\\bpushwire_[a-z0-9_]+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Rules() {}

    /// @param group that holds it
    record Alert(String group, String name, String expr, Map<String, String> annotations) {}

    /// A query of a panel.
    record Query(String board, String panel, String expr) {

        @Override
        public String toString() {
            return board + ", " + panel;
        }
    }

    @SuppressWarnings("unchecked")
    static List<Alert> alerts() {
        Map<String, List<Map<String, Object>>> document =
                new Yaml().load(Repository.text(Repository.alerts()));
        return document.getOrDefault("groups", List.of()).stream()
                .flatMap(group ->
                        ((List<Map<String, Object>>) group.getOrDefault("rules", List.of()))
                                .stream()
                                        .map(rule ->
                                                alert(String.valueOf(group.get("name")), rule)))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Alert alert(String group, Map<String, Object> rule) {
        return new Alert(
                group,
                String.valueOf(rule.get("alert")),
                String.valueOf(rule.get("expr")),
                (Map<String, String>) rule.getOrDefault("annotations", Map.of()));
    }

    static List<JsonNode> boards() {
        return Repository.dashboards().map(file -> read(Repository.text(file))).toList();
    }

    static List<Query> queries() {
        return boards().stream().flatMap(Rules::queries).toList();
    }

    private static Stream<Query> queries(JsonNode board) {
        return board.path("panels")
                .valueStream()
                .flatMap(panel ->
                        panel.path("targets")
                                .valueStream()
                                .map(target ->
                                        new Query(
                                                board.path("title").asText(),
                                                panel.path("title").asText(),
                                                target.path("expr").asText())));
    }

    /// Every metric of Pushwire's that an alert or a dashboard names, its variables too.
    static Set<String> metrics() {
        String texts =
                Stream.concat(
                                alerts().stream().map(Alert::expr),
                                boards().stream().map(JsonNode::toString))
                        .collect(Collectors.joining("\n"));
        return METRIC.matcher(texts)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
