// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.yaml.snakeyaml.Yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A Kubernetes object as it would be applied.
record Manifest(JsonObject json) {

    private static final Gson JSON = new Gson();

    static List<Manifest> all(String yaml) {
        return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
                .filter(Map.class::isInstance)
                .map(document -> new Manifest(JSON.toJsonTree(document).getAsJsonObject()))
                .toList();
    }

    String apiVersion() {
        return json.get("apiVersion").getAsString();
    }

    String kind() {
        return json.get("kind").getAsString();
    }

    String name() {
        return json.getAsJsonObject("metadata").get("name").getAsString();
    }

    /// Empty for what belongs to the cluster.
    String namespace() {
        JsonElement namespace = json.getAsJsonObject("metadata").get("namespace");
        return namespace == null ? "" : namespace.getAsString();
    }

    /// What follows a path of fields.
    Optional<JsonElement> at(String... path) {
        return at(json, path);
    }

    static Optional<JsonElement> at(JsonElement from, String... path) {
        JsonElement here = from;
        for (String field : path) {
            if (here == null || !here.isJsonObject()) {
                return Optional.empty();
            }
            here = here.getAsJsonObject().get(field);
        }
        return Optional.ofNullable(here);
    }

    /// The pod that it makes, if it makes one.
    Optional<JsonObject> podSpec() {
        Optional<JsonElement> found =
                kind().equals("CronJob")
                        ? at("spec", "jobTemplate", "spec", "template", "spec")
                        : at("spec", "template", "spec");
        return found.map(JsonElement::getAsJsonObject);
    }

    /// Of the pod that it makes.
    List<JsonObject> containers() {
        return podSpec().stream().flatMap(pod -> elements(pod, "containers")).toList();
    }

    /// Of a list that may be missing.
    static Stream<JsonObject> elements(JsonObject of, String field) {
        var found = new ArrayList<JsonObject>();
        if (of.has(field)) {
            of.getAsJsonArray(field).forEach(element -> found.add(element.getAsJsonObject()));
        }
        return found.stream();
    }

    @Override
    public String toString() {
        return "%s %s/%s".formatted(kind(), namespace(), name());
    }
}
