// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.http;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonStructure;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A whole answer.
///
/// @param chunks the body in pieces, so that a list need not be copied together
public record Answer(
        int code, String contentType, Map<String, String> headers, List<byte[]> chunks) {
    public Answer {
        headers = Map.copyOf(headers);
        chunks = List.copyOf(chunks);
    }

    public static Answer json(int code, JsonStructure body) {
        return json(code, List.of(Trees.bytes(body)));
    }

    public static Answer json(int code, List<byte[]> chunks) {
        return new Answer(code, "application/json", Map.of(), chunks);
    }

    public static Answer text(int code, String body) {
        return new Answer(
                code, "text/plain", Map.of(), List.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    public Answer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(code, contentType, more, chunks);
    }
}
