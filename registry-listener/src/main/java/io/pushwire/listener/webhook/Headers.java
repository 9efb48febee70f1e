// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The header fields of a request. Each character of a value is one byte as it was sent, so that
/// secrets can be compared as bytes.
public final class Headers {

    private final Map<String, List<String>> byLowerCaseName = new HashMap<>();

    public Headers(Map<String, List<String>> fields) {
        fields.forEach((name, values) ->
                byLowerCaseName.merge(
                        name.toLowerCase(Locale.ROOT),
                        List.copyOf(values),
                        (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
    }

    /// In the order of arrival; empty where the field was not sent.
    public List<String> all(String name) {
        return byLowerCaseName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /// Names only: values may be secrets.
    @Override
    public String toString() {
        return "Headers" + byLowerCaseName.keySet();
    }
}
