// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;

/// The parts of a row that are JSON in every form.
final class RowJson {

    static final JsonFactory FACTORY = new JsonFactory();

    private RowJson() {}

    static void headers(JsonGenerator json, Map<String, String> headers) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
    }

    static void raw(JsonGenerator json, Row.Raw raw) throws IOException {
        json.writeStartObject();
        json.writeStringField("reason", raw.reason());
        optional(json, "key", raw.key());
        json.writeArrayFieldStart("headers");
        for (Row.Header header : raw.headers()) {
            json.writeStartObject();
            json.writeStringField("name", header.name());
            optional(json, "value", header.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        optional(json, "value", raw.value());
        json.writeEndObject();
    }

    static void optional(JsonGenerator json, String name, Optional<String> value)
            throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    /// Writes one value.
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static String text(Body body) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            body.write(json);
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        return text.toString();
    }
}
