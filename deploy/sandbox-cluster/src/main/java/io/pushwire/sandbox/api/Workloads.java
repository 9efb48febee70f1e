// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The kinds that run pods: where their pod spec is, what is filled in, what is refused.
final class Workloads {
    private static final Map<String, List<String>> POD_SPECS =
            Map.of(
                    "Pod", List.of("spec"),
                    "Deployment", List.of("spec", "template", "spec"),
                    "StatefulSet", List.of("spec", "template", "spec"),
                    "DaemonSet", List.of("spec", "template", "spec"),
                    "ReplicaSet", List.of("spec", "template", "spec"),
                    "Job", List.of("spec", "template", "spec"),
                    "CronJob", List.of("spec", "jobTemplate", "spec", "template", "spec"));
    private static final Set<String> WITH_REPLICAS =
            Set.of("Deployment", "StatefulSet", "ReplicaSet");
    private static final Map<String, String> STRATEGY =
            Map.of(
                    "Deployment", "strategy",
                    "StatefulSet", "updateStrategy",
                    "DaemonSet", "updateStrategy");
    private static final Set<String> WITH_SELECTOR =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet");

    private Workloads() {}

    private static Optional<String[]> podSpec(ResourceType type) {
        var known = Set.of("", "apps", "batch").contains(type.group());
        return Optional.ofNullable(known ? POD_SPECS.get(type.kind()) : null)
                .map(path -> path.toArray(String[]::new));
    }

    /// Fills in the few defaults that decide about images and pods.
    static JsonObject withDefaults(ResourceType type, JsonObject tree) {
        var path = podSpec(type);
        if (path.isEmpty()) {
            return tree;
        }
        var filled = tree;
        if (WITH_REPLICAS.contains(type.kind())) {
            filled = absent(filled, Trees.number(1), "spec", "replicas");
        }
        var strategy = STRATEGY.get(type.kind());
        if (strategy != null) {
            filled = absent(filled, Trees.string("RollingUpdate"), "spec", strategy, "type");
        }
        var spec = Trees.objectAt(filled, path.get());
        var defaulted = withPullPolicies(withPullPolicies(spec, "containers"), "initContainers");
        if (!type.plural().endsWith("jobs")) {
            defaulted = absent(defaulted, Trees.string("Always"), "restartPolicy");
        }
        return spec.equals(defaulted) ? filled : Trees.with(filled, defaulted, path.get());
    }

    private static JsonObject absent(JsonObject tree, JsonValue value, String... path) {
        return Trees.at(tree, path).isPresent() ? tree : Trees.with(tree, value, path);
    }

    private static JsonObject withPullPolicies(JsonObject spec, String field) {
        var containers = Trees.listAt(spec, field);
        if (containers.isEmpty()) {
            return spec;
        }
        var filled = Trees.list();
        for (var container : containers) {
            filled.add(
                    container instanceof JsonObject object
                            ? absent(
                                    object,
                                    Trees.string(pullPolicy(Trees.text(object, "image"))),
                                    "imagePullPolicy")
                            : container);
        }
        return Trees.with(spec, filled.build(), field);
    }

    private static String pullPolicy(String image) {
        var tag = image.indexOf(':', image.lastIndexOf('/') + 1);
        var latest = tag < 0 || image.substring(tag).equals(":latest");
        return latest && image.indexOf('@') < 0 ? "Always" : "IfNotPresent";
    }

    /// Throws a 422 [Refusal] for what no cluster would accept.
    static void validate(ResourceType type, String name, JsonObject tree) {
        var path = podSpec(type);
        if (path.isEmpty()) {
            return;
        }
        var field = String.join(".", path.get());
        var spec = Trees.objectAt(tree, path.get());
        if (Trees.listAt(spec, "containers").isEmpty()) {
            throw Refusal.invalid(type, name, field + ".containers", "Required value");
        }
        validateContainers(type, name, field, spec, "containers");
        validateContainers(type, name, field, spec, "initContainers");
        if (WITH_SELECTOR.contains(type.kind())) {
            validateSelector(type, name, tree);
        }
    }

    private static void validateContainers(
            ResourceType type, String name, String field, JsonObject spec, String list) {
        var containers = Trees.listAt(spec, list);
        for (var i = 0; i < containers.size(); i++) {
            var at = "%s.%s[%d]".formatted(field, list, i);
            if (!(containers.get(i) instanceof JsonObject container)) {
                throw Refusal.invalid(type, name, at, "Invalid value: must be an object");
            }
            for (var required : List.of("name", "image")) {
                if (Trees.text(container, required).isBlank()) {
                    throw Refusal.invalid(type, name, at + "." + required, "Required value");
                }
            }
        }
    }

    private static void validateSelector(ResourceType type, String name, JsonObject tree) {
        var selector = Trees.objectAt(tree, "spec", "selector");
        if (selector.isEmpty()) {
            throw Refusal.invalid(type, name, "spec.selector", "Required value");
        }
        var wanted = Trees.stringMap(selector, "matchLabels");
        var labels = Trees.stringMap(tree, "spec", "template", "metadata", "labels");
        if (!labels.entrySet().containsAll(wanted.entrySet())) {
            throw Refusal.invalid(
                    type,
                    name,
                    "spec.template.metadata.labels",
                    "Invalid value: `selector` does not match template `labels`");
        }
    }

    /// Throws a 422 [Refusal] for a change that the kind does not allow.
    static void validateChange(ResourceType type, String name, JsonObject old, JsonObject next) {
        if (WITH_SELECTOR.contains(type.kind())
                && type.group().equals("apps")
                && !Trees.at(old, "spec", "selector").equals(Trees.at(next, "spec", "selector"))) {
            throw Refusal.invalid(type, name, "spec.selector", "Invalid value: field is immutable");
        }
        if (type.plural().equals("pods") && !withoutImages(old).equals(withoutImages(next))) {
            throw Refusal.invalid(
                    type,
                    name,
                    "spec",
                    "Forbidden: pod updates may not change fields other than"
                            + " `spec.containers[*].image`,`spec.initContainers[*].image`");
        }
    }

    private static JsonObject withoutImages(JsonObject pod) {
        var spec = Trees.objectAt(pod, "spec");
        for (var field : List.of("containers", "initContainers")) {
            var bare = Trees.list();
            Trees.listAt(spec, field)
                    .forEach(it -> bare.add(Trees.without(it.asJsonObject(), "image")));
            spec = Trees.with(spec, bare.build(), field);
        }
        return spec;
    }
}
