// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.ResourceTypes;

import jakarta.json.JsonObject;

import java.util.Optional;

/// Just enough OpenAPI for kubectl to leave validation to the server: which kinds can be patched
/// with `fieldValidation` and dry run. It has no schemas, so `kubectl explain` has nothing to say.
final class OpenApi {
    private static final String ROOT = "/openapi/v3";

    private final ResourceTypes types;

    OpenApi(ResourceTypes types) {
        this.types = types;
    }

    Optional<JsonObject> find(String path) {
        if (path.equals(ROOT)) {
            return Optional.of(index());
        }
        return types.all().stream()
                .map(OpenApi::folder)
                .filter(folder -> path.equals(ROOT + "/" + folder))
                .findFirst()
                .map(this::document);
    }

    private static String folder(ResourceType type) {
        return (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
    }

    private JsonObject index() {
        var paths = Trees.builder();
        types.all().stream()
                .map(OpenApi::folder)
                .distinct()
                .forEach(folder ->
                        paths.add(
                                folder,
                                Trees.builder().add("serverRelativeURL", ROOT + "/" + folder)));
        return Trees.builder().add("paths", paths).build();
    }

    private JsonObject document(String folder) {
        var paths = Trees.builder();
        types.all().stream()
                .filter(type -> folder(type).equals(folder))
                .forEach(type ->
                        paths.add(
                                "/" + folder + place(type) + "/" + type.plural() + "/{name}",
                                Trees.builder().add("patch", patch(type))));
        return Trees.builder()
                .add("openapi", "3.0.0")
                .add(
                        "info",
                        Trees.builder().add("title", "Pushwire sandbox").add("version", "v1.32.0"))
                .add("paths", paths)
                .build();
    }

    private static String place(ResourceType type) {
        return type.namespaced() ? "/namespaces/{namespace}" : "";
    }

    private static JsonObject patch(ResourceType type) {
        return Trees.builder()
                .add(
                        "parameters",
                        Trees.list().add(parameter("dryRun")).add(parameter("fieldValidation")))
                .add("responses", Trees.builder())
                .add("x-kubernetes-action", "patch")
                .add(
                        "x-kubernetes-group-version-kind",
                        Trees.builder()
                                .add("group", type.group())
                                .add("version", type.version())
                                .add("kind", type.kind()))
                .build();
    }

    private static JsonObject parameter(String name) {
        return Trees.builder()
                .add("name", name)
                .add("in", "query")
                .add("schema", Trees.builder().add("type", "string").add("uniqueItems", true))
                .build();
    }
}
