// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A package URL such as `pkg:oci/web@sha256%3A…?repository_url=registry.example/team/web&tag=1`.
/// https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst
///
/// @param version for an image its digest
record PackageUrl(String type, Optional<String> version, Map<String, String> qualifiers) {

    private static final String SCHEME = "pkg:";

    PackageUrl {
        qualifiers = Map.copyOf(qualifiers);
    }

    static Optional<PackageUrl> parse(String text) {
        if (!text.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        String rest = before(text.substring(SCHEME.length()), '#');
        String path = before(rest, '?');
        String query = rest.substring(Math.min(rest.length(), path.length() + 1));
        String name = path.replaceFirst("^/+", "");
        int slash = name.indexOf('/');
        int at = name.lastIndexOf('@');
        if (slash <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                new PackageUrl(
                        name.substring(0, slash).toLowerCase(Locale.ROOT),
                        at < slash ? Optional.empty() : decoded(name.substring(at + 1)),
                        qualifiers(query)));
    }

    Optional<String> qualifier(String key) {
        return Optional.ofNullable(qualifiers.get(key)).filter(value -> !value.isEmpty());
    }

    private static Map<String, String> qualifiers(String query) {
        var found = new HashMap<String, String>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                decoded(pair.substring(equals + 1))
                        .ifPresent(value ->
                                found.put(
                                        pair.substring(0, equals).toLowerCase(Locale.ROOT), value));
            }
        }
        return found;
    }

    private static String before(String text, char separator) {
        int at = text.indexOf(separator);
        return at < 0 ? text : text.substring(0, at);
    }

    /// A plus is a plus here, and no space as in a form.
    private static Optional<String> decoded(String text) {
        return JsonBody.decoded(text.replace("+", "%2B"));
    }
}
