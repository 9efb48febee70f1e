// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/// Secrets that a test made up, and where they turn up: as they are, in base64 as a part of
/// whatever, or encoded for a URL.
final class Canaries {

    private static final int SIX_BITS = 6;
    // Every one that is made here begins so.
    private static final String MARK = "c4n4ry";
    private static final List<String> MARKS = forms(MARK).toList();

    private final Map<String, String> made = new LinkedHashMap<>();
    private final Map<String, String> known = new LinkedHashMap<>();

    /// A secret that nobody else has.
    ///
    /// @param what for people
    /// @param alphabet characters that must stand in it
    String next(String what, String alphabet) {
        String secret = MARK + alphabet + UUID.randomUUID().toString().replace("-", "");
        made.put(secret, what);
        return secret;
    }

    /// One that was made elsewhere.
    String known(String what, String secret) {
        forms(secret).forEach(form -> known.put(form, what));
        return secret;
    }

    /// One that is looked for as it is only.
    String plain(String what, String secret) {
        known.put(secret, what);
        return secret;
    }

    /// What of them is in a text.
    Set<String> in(String text) {
        var found = new TreeSet<String>();
        known.forEach((form, what) -> {
            if (text.contains(form)) {
                found.add(what);
            }
        });
        if (MARKS.stream().anyMatch(text::contains)) {
            made.forEach((secret, what) -> {
                if (forms(secret).anyMatch(text::contains)) {
                    found.add(what);
                }
            });
            if (found.isEmpty()) {
                found.add("a part of one");
            }
        }
        return found;
    }

    static Stream<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        var base64 =
                Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
                        .flatMap(encoder ->
                                Stream.of(0, 1, 2).map(at -> inside(encoder, at, bytes)));
        return Stream.concat(
                Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)), base64);
    }

    /// The characters that depend on nothing but the secret, which begins at the byte of a group.
    private static String inside(Base64.Encoder encoder, int at, byte[] secret) {
        var shifted = new byte[at + secret.length];
        System.arraycopy(secret, 0, shifted, at, secret.length);
        String whole = encoder.withoutPadding().encodeToString(shifted);
        int first = (at * Byte.SIZE + SIX_BITS - 1) / SIX_BITS;
        int next = shifted.length * Byte.SIZE / SIX_BITS;
        return whole.substring(first, next);
    }
}
