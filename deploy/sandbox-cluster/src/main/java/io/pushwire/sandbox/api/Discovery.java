// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.ResourceTypes;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells clients which groups, versions and kinds there are.
final class Discovery {
    private static final List<String> VERBS =
            List.of(
                    "create",
                    "delete",
                    "deletecollection",
                    "get",
                    "list",
                    "patch",
                    "update",
                    "watch");

    /// What `kubectl get all` prints.
    private static final Set<String> SHOWN_BY_ALL =
            Set.of(
                    "pods",
                    "services",
                    "deployments.apps",
                    "statefulsets.apps",
                    "daemonsets.apps",
                    "replicasets.apps",
                    "cronjobs.batch",
                    "jobs.batch");

    private final ResourceTypes types;

    Discovery(ResourceTypes types) {
        this.types = types;
    }

    /// Empty when the path is none of discovery's.
    Optional<JsonObject> find(String path) {
        return switch (path) {
            case "/version" -> Optional.of(version());
            case "/api" ->
                    Optional.of(
                            Trees.builder()
                                    .add("kind", "APIVersions")
                                    .add("versions", Trees.list().add("v1"))
                                    .build());
            case "/apis" -> Optional.of(groups());
            default -> path.startsWith("/api") ? group(path) : Optional.empty();
        };
    }

    private static JsonObject version() {
        return Trees.builder()
                .add("major", "1")
                .add("minor", "32")
                .add("gitVersion", "v1.32.0-sandbox")
                .add("gitCommit", "")
                .add("gitTreeState", "clean")
                .add("buildDate", "2026-01-01T00:00:00Z")
                .add("goVersion", "")
                .add("compiler", "javac")
                .add("platform", "java")
                .build();
    }

    private Set<String> apiVersions() {
        var found = new LinkedHashSet<String>();
        types.all().forEach(type -> found.add(type.apiVersion()));
        return found;
    }

    private JsonObject groups() {
        var groups = Trees.list();
        groupNames().forEach(name -> groups.add(group(name, Trees.builder())));
        return Trees.builder()
                .add("kind", "APIGroupList")
                .add("apiVersion", "v1")
                .add("groups", groups)
                .build();
    }

    private Set<String> groupNames() {
        var names = new LinkedHashSet<String>();
        types.all().stream()
                .map(ResourceType::group)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }

    private JsonObject group(String name, JsonObjectBuilder start) {
        var versions = Trees.list();
        apiVersions().stream()
                .filter(it -> it.startsWith(name + "/"))
                .map(Discovery::version)
                .forEach(versions::add);
        var all = versions.build();
        return start.add("name", name)
                .add("versions", all)
                .add("preferredVersion", all.getFirst())
                .build();
    }

    private static JsonObject version(String apiVersion) {
        return Trees.builder()
                .add("groupVersion", apiVersion)
                .add("version", apiVersion.substring(apiVersion.indexOf('/') + 1))
                .build();
    }

    private Optional<JsonObject> group(String path) {
        var name = path.startsWith("/apis/") ? path.substring("/apis/".length()) : "";
        if (groupNames().contains(name)) {
            var start = Trees.builder().add("kind", "APIGroup").add("apiVersion", "v1");
            return Optional.of(group(name, start));
        }
        var apiVersion = path.equals("/api/v1") ? "v1" : name;
        return apiVersions().contains(apiVersion)
                ? Optional.of(resources(apiVersion))
                : Optional.empty();
    }

    private JsonObject resources(String apiVersion) {
        var resources = Trees.list();
        types.all().stream()
                .filter(type -> type.apiVersion().equals(apiVersion))
                .forEach(type -> add(type, resources));
        return Trees.builder()
                .add("kind", "APIResourceList")
                .add("apiVersion", "v1")
                .add("groupVersion", apiVersion)
                .add("resources", resources)
                .build();
    }

    private static void add(ResourceType type, JsonArrayBuilder resources) {
        var all = resource(type, type.plural(), type.kind(), VERBS);
        all.add("singularName", type.singular());
        if (!type.shortNames().isEmpty()) {
            all.add("shortNames", texts(type.shortNames()));
        }
        if (SHOWN_BY_ALL.contains(type.qualifiedPlural())) {
            all.add("categories", texts(List.of("all")));
        }
        resources.add(all);
        for (var subresource : type.subresources()) {
            var name = type.plural() + "/" + subresource;
            resources.add(
                    switch (subresource) {
                        case "scale" ->
                                resource(type, name, "Scale", List.of("get", "patch", "update"))
                                        .add("group", "autoscaling")
                                        .add("version", "v1");
                        case "eviction" ->
                                resource(type, name, "Eviction", List.of("create"))
                                        .add("group", "policy")
                                        .add("version", "v1");
                        default ->
                                resource(
                                        type, name, type.kind(), List.of("get", "patch", "update"));
                    });
        }
    }

    private static JsonObjectBuilder resource(
            ResourceType type, String name, String kind, List<String> verbs) {
        return Trees.builder()
                .add("name", name)
                .add("singularName", "")
                .add("namespaced", type.namespaced())
                .add("kind", kind)
                .add("verbs", texts(verbs));
    }

    private static JsonArray texts(List<String> texts) {
        var list = Trees.list();
        texts.forEach(list::add);
        return list.build();
    }
}
