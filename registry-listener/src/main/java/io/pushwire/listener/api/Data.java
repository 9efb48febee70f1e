// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.pushwire.listener.record.Entry;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The data of a record, field by field.
final class Data {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode tree;

    Data(Entry entry) throws IOException {
        this(entry.data() == null ? MissingNode.getInstance() : JSON.readTree(entry.data()));
    }

    private Data(JsonNode tree) {
        this.tree = tree;
    }

    /// @param path as RFC 6901 has it
    @Nullable String text(String path) {
        JsonNode found = tree.at(path);
        return found.isTextual() ? found.textValue() : null;
    }

    /// @param path as RFC 6901 has it
    @Nullable Instant time(String path) {
        String text = text(path);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException notOurs) {
            return null;
        }
    }

    /// @param path of a list, as RFC 6901 has it
    List<Data> each(String path) {
        List<Data> all = new ArrayList<>();
        tree.at(path).forEach(part -> all.add(new Data(part)));
        return all;
    }
}
