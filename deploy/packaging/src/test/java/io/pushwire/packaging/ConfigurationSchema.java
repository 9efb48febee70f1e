// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import java.util.List;

/// The schema of a component's `config`: the keys of its service, without those that the chart sets
/// by itself and those that would put a secret into a ConfigMap.
final class ConfigurationSchema {

    private static final String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    private ConfigurationSchema() {}

    static JsonObject of(String component) {
        ConfigurationKeys keys = ConfigurationKeys.ofComponent(component);
        List<String> secrets = keys.secrets();
        JsonObject root = section();
        keys.types()
                .forEach((key, type) -> {
                    if (!secrets.contains(key) && !isSetByTheChart(component, key)) {
                        JsonObject value = value(type);
                        value.addProperty("description", keys.meanings().getOrDefault(key, ""));
                        put(root, key, value);
                    }
                });
        return root;
    }

    private static boolean isSetByTheChart(String component, String key) {
        return key.startsWith("kafka.")
                || key.startsWith("subscription.")
                || (key.startsWith("topics.") && !component.equals("standalone"))
                || key.equals("record.directory");
    }

    private static void put(JsonObject root, String key, JsonObject value) {
        JsonObject here = root;
        String[] parts = key.split("\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            String holder = parts[i].equals("*") ? "patternProperties" : "properties";
            String name = parts[i].equals("*") ? NAME : parts[i];
            if (!here.has(holder)) {
                here.add(holder, new JsonObject());
            }
            JsonObject below = here.getAsJsonObject(holder);
            if (!below.has(name)) {
                below.add(name, i == parts.length - 1 ? value : section());
            }
            here = below.getAsJsonObject(name);
        }
    }

    private static JsonObject section() {
        JsonObject section = ofType("object");
        section.addProperty("additionalProperties", false);
        return section;
    }

    private static JsonObject value(String type) {
        return switch (type.substring(type.lastIndexOf('.') + 1)) {
            case "boolean", "Boolean" -> ofType("boolean");
            case "int", "Integer", "short" -> ofType("integer");
            case "Duration" -> {
                JsonObject duration = ofType("string");
                duration.addProperty("pattern", "^([0-9]+(ns|us|ms|s|m|h|d)|P[0-9DTHMS.]+)$");
                yield duration;
            }
            case "List" -> {
                JsonObject list = ofType("array", "string");
                list.add("items", ofType("string"));
                yield list;
            }
            case "Map" -> {
                JsonObject map = ofType("object");
                map.add("additionalProperties", ofType("string", "number", "boolean"));
                yield map;
            }
            case "String" -> ofType("string");
            default -> throw new AssertionError("no schema for the type " + type);
        };
    }

    private static JsonObject ofType(String... types) {
        var schema = new JsonObject();
        if (types.length == 1) {
            schema.addProperty("type", types[0]);
            return schema;
        }
        var several = new JsonArray();
        for (String type : types) {
            several.add(type);
        }
        schema.add("type", several);
        return schema;
    }
}
