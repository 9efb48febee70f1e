// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a client asked, read to its end.
///
/// @param uri path and query as they were sent
/// @param path decoded, without the query
/// @param headers by lower-case name, several values joined with a comma
public record Request(
        String method,
        String uri,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        Body body) {
    public Request {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /// The parameter's first value, or an empty text.
    public String query(String name) {
        return query.getOrDefault(name, List.of("")).getFirst();
    }

    public boolean isOn(String name) {
        return query.containsKey(name) && List.of("1", "true", "").contains(query(name));
    }

    /// The header's value, or an empty text.
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /// Without parameters such as `charset`, in lower case.
    public String contentType() {
        var value = header("content-type");
        var end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
