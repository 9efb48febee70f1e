// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads, prints and changes JSON trees. A change is a copy, so a version that a watch still holds
/// never moves under it.
///
/// The provider is looked up once: `jakarta.json.Json` looks it up on every call.
public final class Trees {
    /// The one provider; thread-safe by its specification.
    public static final JsonProvider PROVIDER = JsonProvider.provider();

    private Trees() {}

    /// Throws [MalformedJsonException] when the text is not one JSON object.
    public static JsonObject object(String text) {
        if (value(text) instanceof JsonObject object) {
            return object;
        }
        throw new MalformedJsonException("Expected a JSON object but found " + brief(text));
    }

    /// An object or an array; throws [MalformedJsonException] for anything else.
    public static JsonStructure value(String text) {
        try (var reader = PROVIDER.createReader(new StringReader(text))) {
            return reader.read();
        } catch (JsonException e) {
            throw new MalformedJsonException(
                    "Expected JSON but could not read " + brief(text) + ": " + e.getMessage(), e);
        }
    }

    private static String brief(String text) {
        return text.isBlank()
                ? "nothing"
                : "'" + text.substring(0, Math.min(80, text.length())) + "'";
    }

    public static byte[] bytes(JsonStructure tree) {
        var out = new ByteArrayOutputStream(2048);
        try (var writer = PROVIDER.createWriter(out)) {
            writer.write(tree);
        }
        return out.toByteArray();
    }

    public static JsonObjectBuilder builder() {
        return PROVIDER.createObjectBuilder();
    }

    public static JsonObjectBuilder builder(JsonObject start) {
        return PROVIDER.createObjectBuilder(start);
    }

    public static JsonArrayBuilder list() {
        return PROVIDER.createArrayBuilder();
    }

    public static JsonString string(String text) {
        return PROVIDER.createValue(text);
    }

    public static JsonNumber number(long value) {
        return PROVIDER.createValue(value);
    }

    /// A JSON object of strings, in the map's order.
    public static JsonObject strings(Map<String, String> entries) {
        var builder = builder();
        entries.forEach(builder::add);
        return builder.build();
    }

    /// The string entries of an object such as `metadata.labels`, in its order.
    public static Map<String, String> stringMap(JsonObject tree, String... path) {
        var entries = new LinkedHashMap<String, String>();
        objectAt(tree, path)
                .forEach((key, value) -> {
                    if (value instanceof JsonString text) {
                        entries.put(key, text.getString());
                    }
                });
        return entries;
    }

    public static Optional<JsonValue> at(JsonObject tree, String... path) {
        JsonValue here = tree;
        for (var step : path) {
            var next = here instanceof JsonObject object ? object.get(step) : null;
            if (next == null) {
                return Optional.empty();
            }
            here = next;
        }
        return Optional.of(here);
    }

    /// The object there, or an empty one.
    public static JsonObject objectAt(JsonObject tree, String... path) {
        return at(tree, path).orElse(JsonValue.NULL) instanceof JsonObject object
                ? object
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    /// The array there, or an empty one.
    public static JsonArray listAt(JsonObject tree, String... path) {
        return at(tree, path).orElse(JsonValue.NULL) instanceof JsonArray array
                ? array
                : JsonValue.EMPTY_JSON_ARRAY;
    }

    /// The string there, or an empty one.
    public static String text(JsonObject tree, String... path) {
        return at(tree, path).orElse(JsonValue.NULL) instanceof JsonString text
                ? text.getString()
                : "";
    }

    /// The whole number there, or `otherwise`.
    public static long number(JsonObject tree, long otherwise, String... path) {
        return at(tree, path).orElse(JsonValue.NULL) instanceof JsonNumber number
                ? number.longValue()
                : otherwise;
    }

    public static boolean isTrue(JsonObject tree, String... path) {
        return JsonValue.TRUE.equals(at(tree, path).orElse(JsonValue.NULL));
    }

    /// A copy with `value` there; objects on the way are made where they are missing.
    public static JsonObject with(JsonObject tree, JsonValue value, String... path) {
        var changed = path.length == 1 ? value : with(objectAt(tree, path[0]), value, rest(path));
        return builder(tree).add(path[0], changed).build();
    }

    /// A copy without what is there; the same tree if there is nothing.
    public static JsonObject without(JsonObject tree, String... path) {
        if (at(tree, path).isEmpty()) {
            return tree;
        }
        if (path.length == 1) {
            return builder(tree).remove(path[0]).build();
        }
        return with(tree, without(objectAt(tree, path[0]), rest(path)), path[0]);
    }

    /// A copy with what `source` has there, or without it where `source` has nothing.
    public static JsonObject withSame(JsonObject tree, JsonObject source, String... path) {
        return at(source, path)
                .map(value -> with(tree, value, path))
                .orElseGet(() -> without(tree, path));
    }

    private static String[] rest(String[] path) {
        return Arrays.copyOfRange(path, 1, path.length);
    }
}
