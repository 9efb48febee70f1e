// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One object on each line.
final class JsonLines implements RowWriter {

    private static final int BUFFER = 1 << 16;

    private final JsonGenerator json;

    JsonLines(Path file) throws IOException {
        json =
                RowJson.FACTORY.createGenerator(
                        new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        json.setRootValueSeparator(new SerializedString(""));
    }

    @Override
    public void write(Row row) throws IOException {
        Row.Place place = row.place();
        json.writeStartObject();
        json.writeStringField("topic", place.topic());
        json.writeNumberField("partition", place.partition());
        json.writeNumberField("offset", place.offset());
        json.writeStringField("timestamp", place.time().toString());
        switch (row.content()) {
            case Row.Plain plain -> plain(plain);
            case Row.Raw raw -> {
                json.writeFieldName("raw");
                RowJson.raw(json, raw);
            }
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void plain(Row.Plain plain) throws IOException {
        RowJson.optional(json, "key", plain.key());
        json.writeFieldName("headers");
        RowJson.headers(json, plain.headers());
        json.writeFieldName("data");
        if (plain.data().isPresent()) {
            json.writeRawValue(plain.data().get().json());
        } else {
            json.writeNull();
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
