// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What is kept of a dead letter: what `dead-letters list` says, never its headers and its body.
final class Letters {

    private static final JsonFactory JSON = new JsonFactory();

    private Letters() {}

    /// @param data that may be shown, as JSON
    record Summary(@Nullable String source, String data) {}

    /// @throws IOException if it cannot be read
    static Summary summary(byte[] letter) throws IOException {
        String source = null;
        var out = new ByteArrayOutputStream();
        try (JsonParser in = JSON.createParser(letter);
                JsonGenerator json = JSON.createGenerator(out)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no object");
            }
            json.writeStartObject();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "source" -> {
                        source = in.getValueAsString("");
                        json.writeStringField("source", source);
                    }
                    case "dialect", "reason" ->
                            json.writeStringField(field, in.getValueAsString(""));
                    case "length" -> json.writeNumberField("size", in.getValueAsLong());
                    case "truncated" ->
                            json.writeBooleanField("whole", !in.getValueAsBoolean(false));
                    default -> in.skipChildren();
                }
            }
            json.writeEndObject();
        }
        return new Summary(source, out.toString(StandardCharsets.UTF_8));
    }
}
