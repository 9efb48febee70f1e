// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Fields of a JSON object that may be missing, or of another type than is hoped for: empty then.
final class JsonTree {

    private JsonTree() {}

    static JsonObject object(JsonObject in, String field) {
        return in.get(field) instanceof JsonObject found ? found : new JsonObject();
    }

    static List<JsonObject> list(JsonObject in, String field) {
        return elements(in, field)
                .filter(JsonObject.class::isInstance)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    static List<String> texts(JsonObject in, String field) {
        return elements(in, field)
                .filter(JsonPrimitive.class::isInstance)
                .map(JsonElement::getAsString)
                .toList();
    }

    private static Stream<JsonElement> elements(JsonObject in, String field) {
        return in.get(field) instanceof JsonArray found ? found.asList().stream() : Stream.empty();
    }

    static OptionalLong number(JsonObject in, String field) {
        return in.get(field) instanceof JsonPrimitive found && found.isNumber()
                ? OptionalLong.of(found.getAsLong())
                : OptionalLong.empty();
    }

    /// Of a text or a boolean.
    static String text(JsonObject in, String field) {
        return in.get(field) instanceof JsonPrimitive found && !found.isNumber()
                ? found.getAsString()
                : "";
    }
}
