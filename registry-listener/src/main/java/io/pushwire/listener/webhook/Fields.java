// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The strings at a few places of one JSON object, by their dotted paths. Everything else is
/// skipped unseen: a hostile body costs no memory beyond its bytes.
///
/// @param texts by path
/// @param numbers as they are written, by path; also misshapen, as none of them is decisive
/// @param lists elements of wanted arrays, by the array's path; a text in one has the path `""`
/// @param misshapen places that hold something other than the string or object that belongs there
record Fields(
        Map<String, String> texts,
        Map<String, String> numbers,
        Map<String, List<Fields>> lists,
        Set<String> misshapen) {

    private static final char DOT = '.';
    // No registry says so much at once, and each element costs more than its bytes.
    private static final int MOST_ELEMENTS = 1_000;

    private Fields() {
        this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
    }

    /// @param parser stands on the object's start, and on its end afterwards
    static Fields read(JsonParser parser, Places wanted) throws IOException {
        return read(parser, wanted.all());
    }

    private static Fields read(JsonParser parser, Set<String> wanted) throws IOException {
        var fields = new Fields();
        fields.readObject(parser, wanted, "");
        return fields;
    }

    /// Senders write `""` and `null` for "there is none".
    Optional<String> text(String path) {
        return Optional.ofNullable(texts.get(path)).filter(text -> !text.isEmpty());
    }

    Optional<String> number(String path) {
        return Optional.ofNullable(numbers.get(path));
    }

    /// Empty where there is no array; an empty list where there is an empty one.
    Optional<List<Fields>> list(String path) {
        return Optional.ofNullable(lists.get(path));
    }

    /// Whether any wanted text, number or array is below this path.
    boolean hasAny(String prefix) {
        return texts.keySet().stream().anyMatch(path -> path.startsWith(prefix))
                || numbers.keySet().stream().anyMatch(path -> path.startsWith(prefix))
                || lists.keySet().stream().anyMatch(path -> path.startsWith(prefix));
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
            } else if (wanted.stream().anyMatch(place -> place.startsWith(path + "[]"))) {
                readList(parser, new Places(List.of(), wanted).below(path), path, value);
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
            if (value.isNumeric()) {
                numbers.put(path, parser.getText());
            }
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

    private void readList(JsonParser parser, Set<String> wanted, String path, JsonToken value)
            throws IOException {
        if (value != JsonToken.START_ARRAY) {
            misshapen.add(path);
            parser.skipChildren();
            return;
        }
        var elements = new ArrayList<Fields>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == MOST_ELEMENTS) {
                misshapen.add(path);
                parser.skipChildren();
            } else {
                elements.add(element(parser, wanted));
            }
        }
        lists.put(path, elements);
    }

    private static Fields element(JsonParser parser, Set<String> wanted) throws IOException {
        boolean text = wanted.contains("");
        if (!text && parser.currentToken() == JsonToken.START_OBJECT) {
            return read(parser, wanted);
        }
        var fields = new Fields();
        if (text && parser.currentToken() == JsonToken.VALUE_STRING) {
            fields.texts.put("", parser.getText());
        } else {
            fields.misshapen.add("");
            parser.skipChildren();
        }
        return fields;
    }
}
