// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What roles and their bindings allow, each right by itself, so that it does not matter how the
/// rules are written.
///
/// @param all as `namespace: account may verb group/resource`
record Rights(Set<String> all) {

    static Rights of(Collection<Manifest> manifests) {
        Set<String> all = new TreeSet<>();
        for (Manifest binding : manifests) {
            if (binding.kind().endsWith("Binding")) {
                JsonObject role = binding.json().getAsJsonObject("roleRef");
                manifests.stream()
                        .filter(other ->
                                other.kind().equals(role.get("kind").getAsString())
                                        && other.name().equals(role.get("name").getAsString())
                                        && other.namespace().equals(binding.namespace()))
                        .forEach(bound -> add(binding, bound, all));
            }
        }
        return new Rights(all);
    }

    private static void add(Manifest binding, Manifest role, Set<String> all) {
        Manifest.elements(binding.json(), "subjects")
                .map(subject ->
                        subject.get("namespace").getAsString()
                                + "/"
                                + subject.get("name").getAsString())
                .forEach(account ->
                        Manifest.elements(role.json(), "rules")
                                .forEach(rule -> add(binding.namespace(), account, rule, all)));
    }

    private static void add(String namespace, String account, JsonObject rule, Set<String> all) {
        for (String group : texts(rule, "apiGroups")) {
            for (String resource : texts(rule, "resources")) {
                for (String verb : texts(rule, "verbs")) {
                    all.add(
                            "%s: %s may %s %s/%s"
                                    .formatted(
                                            namespace.isEmpty() ? "everywhere" : namespace,
                                            account,
                                            verb,
                                            group,
                                            resource));
                }
            }
        }
    }

    private static Set<String> texts(JsonObject rule, String field) {
        JsonArray texts = rule.getAsJsonArray(field);
        return StreamSupport.stream(texts.spliterator(), false)
                .map(JsonElement::getAsString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
