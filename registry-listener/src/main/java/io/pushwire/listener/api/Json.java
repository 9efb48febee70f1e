// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

import io.pushwire.listener.record.Entry;
import io.pushwire.listener.record.Page;
import io.pushwire.listener.record.Slot;
import io.pushwire.listener.record.Spot;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// Answers as JSON, written as a stream.
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    @FunctionalInterface
    interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    @FunctionalInterface
    interface ItemWriter<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    static byte[] bytes(Writer writer) throws IOException {
        var out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            writer.write(json);
        }
        return out.toByteArray();
    }

    /// `{"items":[…],"next":"…"}`.
    static <T> byte[] page(Page<T, ?> page, Optional<String> next, ItemWriter<? super T> writer)
            throws IOException {
        return bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (T item : page.items()) {
                writer.write(json, item);
            }
            json.writeEndArray();
            if (next.isPresent()) {
                json.writeStringField("next", next.get());
            }
            json.writeEndObject();
        });
    }

    static void entry(JsonGenerator json, Entry entry) throws IOException {
        json.writeStartObject();
        spot(json, entry.spot());
        text(json, "id", entry.id());
        text(json, "type", entry.type());
        text(json, "image", entry.image());
        String data = entry.data();
        if (data != null) {
            json.writeFieldName("data");
            try (JsonParser parser = FACTORY.createParser(data)) {
                parser.nextToken();
                json.copyCurrentStructure(parser);
            }
        }
        text(json, "unreadable", entry.unreadable());
        json.writeEndObject();
    }

    static void spot(JsonGenerator json, Spot spot) throws IOException {
        json.writeStringField("topic", spot.topic());
        json.writeNumberField("partition", spot.partition());
        json.writeNumberField("offset", spot.offset());
        time(json, "time", Instant.ofEpochMilli(spot.time()));
    }

    static void slot(JsonGenerator json, Slot slot) throws IOException {
        json.writeStringField("cluster", slot.cluster());
        json.writeStringField("workload", slot.workload());
        json.writeStringField("container", slot.container());
    }

    /// `Kind/namespace/name`, if an outcome is of one.
    static @Nullable String workload(Data outcome) {
        String kind = outcome.text("/workload/kind");
        return kind == null
                ? null
                : kind
                        + "/"
                        + outcome.text("/workload/namespace")
                        + "/"
                        + outcome.text("/workload/name");
    }

    static void time(JsonGenerator json, String field, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.writeStringField(field, time.toString());
        }
    }

    static void text(JsonGenerator json, String field, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(field, text);
        }
    }
}
