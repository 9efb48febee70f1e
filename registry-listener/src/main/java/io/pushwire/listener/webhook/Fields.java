// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The strings at a few places of one JSON object, by their dotted paths. Everything else is
/// skipped unseen: a hostile body costs no memory beyond its bytes.
///
/// @param texts by path
/// @param misshapen places that hold something other than the string or object that belongs there
record Fields(Map<String, String> texts, Set<String> misshapen) {

    private static final char DOT = '.';

    /// @param parser stands on the object's start, and on its end afterwards
    static Fields read(JsonParser parser, Set<String> wanted) throws IOException {
        var fields = new Fields(new HashMap<>(), new HashSet<>());
        fields.readObject(parser, wanted, "");
        return fields;
    }

    /// Senders write `""` and `null` for "there is none".
    Optional<String> text(String path) {
        return Optional.ofNullable(texts.get(path)).filter(text -> !text.isEmpty());
    }

    private void readObject(JsonParser parser, Set<String> wanted, String prefix)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            String path = prefix + name;
            if (name.indexOf(DOT) >= 0 || value == JsonToken.VALUE_NULL) {
                parser.skipChildren();
            } else if (wanted.contains(path)) {
                readText(parser, path, value);
            } else if (wanted.stream().anyMatch(place -> place.startsWith(path + DOT))) {
                readInner(parser, wanted, path, value);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readText(JsonParser parser, String path, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            texts.put(path, parser.getText());
        } else {
            misshapen.add(path);
            parser.skipChildren();
        }
    }

    private void readInner(JsonParser parser, Set<String> wanted, String path, JsonToken value)
            throws IOException {
        if (value == JsonToken.START_OBJECT) {
            readObject(parser, wanted, path + DOT);
        } else {
            misshapen.add(path);
            parser.skipChildren();
        }
    }
}
