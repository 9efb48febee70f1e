// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.ResourceTypes;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// CustomResourceDefinitions and the kinds that they bring. Schemas are asked for and not used;
/// `status` and `scale` count, and the latter's paths are the usual ones.
final class Definitions {
    private Definitions() {}

    /// A definition as the server keeps it; throws a 422 [Refusal] for one that defines nothing.
    static JsonObject first(JsonObject sent, String time) {
        validate(sent);
        var tree = sent;
        var kind = Trees.text(sent, "spec", "names", "kind");
        var names =
                Trees.builder()
                        .add("listKind", kind + "List")
                        .add("singular", defined(sent).singular())
                        .addAll(Trees.builder(Trees.objectAt(sent, "spec", "names")))
                        .build();
        tree = Trees.with(tree, names, "spec", "names");
        if (Trees.at(tree, "spec", "conversion").isEmpty()) {
            tree = Trees.with(tree, Trees.string("None"), "spec", "conversion", "strategy");
        }
        var status =
                Trees.builder()
                        .add("acceptedNames", names)
                        .add(
                                "conditions",
                                Trees.list()
                                        .add(condition("NamesAccepted", "NoConflicts", time))
                                        .add(
                                                condition(
                                                        "Established",
                                                        "InitialNamesAccepted",
                                                        time)))
                        .add("storedVersions", Trees.list().add(Trees.text(version(sent), "name")));
        return Trees.with(tree, status.build(), "status");
    }

    private static JsonObject condition(String type, String reason, String time) {
        return Trees.builder()
                .add("type", type)
                .add("status", "True")
                .add("reason", reason)
                .add("lastTransitionTime", time)
                .build();
    }

    /// The kind that a definition brings.
    static ResourceType defined(JsonObject definition) {
        var names = Trees.objectAt(definition, "spec", "names");
        var version = version(definition);
        var subresources = new TreeSet<>(Trees.objectAt(version, "subresources").keySet());
        subresources.retainAll(Set.of("status", "scale"));
        return new ResourceType(
                Trees.text(definition, "spec", "group"),
                Trees.text(version, "name"),
                Trees.text(names, "plural"),
                Trees.text(names, "kind"),
                Trees.text(definition, "spec", "scope").equals("Namespaced"),
                Trees.listAt(names, "shortNames").getValuesAs(JsonString::getString),
                subresources);
    }

    private static JsonObject version(JsonObject definition) {
        return served(definition).stream().findFirst().orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static List<JsonObject> served(JsonObject definition) {
        return Trees.listAt(definition, "spec", "versions").stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .filter(version -> Trees.isTrue(version, "served"))
                .toList();
    }

    /// Throws a 422 [Refusal] for one that defines nothing that can be served.
    static void validate(JsonObject definition) {
        for (var field : List.of("group", "scope")) {
            require(definition, "spec", field);
        }
        for (var field : List.of("plural", "kind")) {
            require(definition, "spec", "names", field);
        }
        var wanted =
                Trees.text(definition, "spec", "names", "plural")
                        + "."
                        + Trees.text(definition, "spec", "group");
        if (!wanted.equals(name(definition))) {
            throw invalid(
                    definition,
                    "metadata.name",
                    "Invalid value: \"%s\": must be spec.names.plural+\".\"+spec.group"
                            .formatted(name(definition)));
        }
        if (served(definition).size() != 1 || !Trees.isTrue(version(definition), "storage")) {
            throw invalid(
                    definition,
                    "spec.versions",
                    "Invalid value: the sandbox cluster serves exactly one version of a custom"
                            + " kind, the one that is stored");
        }
        if (Trees.objectAt(version(definition), "schema", "openAPIV3Schema").isEmpty()) {
            throw invalid(
                    definition,
                    "spec.versions[0].schema.openAPIV3Schema",
                    "Required value: schemas are required");
        }
    }

    private static void require(JsonObject definition, String... path) {
        if (Trees.text(definition, path).isBlank()) {
            throw invalid(definition, String.join(".", path), "Required value");
        }
    }

    private static Refusal invalid(JsonObject definition, String field, String why) {
        return Refusal.invalid(ResourceTypes.DEFINITIONS, name(definition), field, why);
    }

    private static String name(JsonObject definition) {
        return Trees.text(definition, "metadata", "name");
    }
}
