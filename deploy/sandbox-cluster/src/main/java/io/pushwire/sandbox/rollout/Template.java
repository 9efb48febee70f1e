// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/// Pod templates: what tells two of them apart, and the pods that are made of them.
final class Template {
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private Template() {}

    static JsonObject of(JsonObject workload) {
        return Trees.objectAt(workload, "spec", "template");
    }

    /// Ten letters that are the same for the same template, in whatever order its fields are.
    static String hash(JsonObject template) {
        var hash = 1125899906842597L;
        var text = sorted(template);
        for (var i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        var letters = new StringBuilder();
        for (var i = 0; i < 10; i++) {
            letters.append(LETTERS.charAt((int) Long.remainderUnsigned(hash, LETTERS.length())));
            hash = Long.divideUnsigned(hash, LETTERS.length());
        }
        return letters.toString();
    }

    /// Nulls and empty values are left out: typed clients add them, and they mean nothing.
    private static String sorted(JsonValue value) {
        return switch (value) {
            case JsonObject object ->
                    new TreeMap<>(object)
                            .entrySet().stream()
                                    .filter(it -> !isNothing(it.getValue()))
                                    .map(it -> it.getKey() + ":" + sorted(it.getValue()))
                                    .collect(Collectors.joining(",", "{", "}"));
            case JsonArray array ->
                    array.stream().map(Template::sorted).collect(Collectors.joining(",", "[", "]"));
            default -> value.toString();
        };
    }

    private static boolean isNothing(JsonValue value) {
        return value.equals(JsonValue.NULL)
                || value.equals(JsonValue.EMPTY_JSON_OBJECT)
                || value.equals(JsonValue.EMPTY_JSON_ARRAY);
    }

    static String randomSuffix() {
        return ThreadLocalRandom.current()
                .ints(5, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    /// A pod of this template on the one node.
    static JsonObject pod(
            JsonObject template, JsonObject owner, String name, Map<String, String> moreLabels) {
        var labels = Trees.stringMap(template, "metadata", "labels");
        labels.putAll(moreLabels);
        var metadata =
                metadata(owner, name)
                        .add("labels", Trees.strings(labels))
                        .add("annotations", Trees.objectAt(template, "metadata", "annotations"))
                        .build();
        var spec =
                Trees.with(
                        Trees.objectAt(template, "spec"), Trees.string("sandbox-node"), "nodeName");
        return Trees.builder()
                .add("apiVersion", "v1")
                .add("kind", "Pod")
                .add("metadata", metadata)
                .add("spec", spec)
                .build();
    }

    /// The metadata of something that `owner` controls.
    static JsonObjectBuilder metadata(JsonObject owner, String name) {
        var reference =
                Trees.builder()
                        .add("apiVersion", Trees.text(owner, "apiVersion"))
                        .add("kind", Trees.text(owner, "kind"))
                        .add("name", Trees.text(owner, "metadata", "name"))
                        .add("uid", Mirror.uid(owner))
                        .add("controller", true)
                        .add("blockOwnerDeletion", true);
        return Trees.builder()
                .add("name", name)
                .add("namespace", Trees.text(owner, "metadata", "namespace"))
                .add("ownerReferences", Trees.list().add(reference));
    }

    static boolean isReady(JsonObject pod) {
        return Trees.listAt(pod, "status", "conditions").stream()
                .map(it -> it.asJsonObject())
                .anyMatch(it ->
                        Trees.text(it, "type").equals("Ready")
                                && Trees.text(it, "status").equals("True"));
    }

    static long ready(List<JsonObject> pods) {
        return pods.stream().filter(Template::isReady).count();
    }
}
