// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import java.util.Optional;
import java.util.regex.Pattern;

/// The content address of a manifest: `sha256:` and 64, or `sha512:` and 128 lower-case hexadecimal
/// digits, the two algorithms that the OCI image specification registers.
///
/// @param value the whole digest, algorithm included
public record Digest(String value) {

    // https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#digests
    private static final Pattern GRAMMAR =
            Pattern.compile("sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}");

    public Digest {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a digest: \"" + value + "\"");
        }
    }

    /// Senders write all kinds of things where a digest should stand.
    public static Optional<Digest> parse(String text) {
        return GRAMMAR.matcher(text).matches() ? Optional.of(new Digest(text)) : Optional.empty();
    }

    /// Enough to tell two digests apart in a table.
    public String abbreviated() {
        return value.substring(0, value.indexOf(':') + 13);
    }

    @Override
    public String toString() {
        return value;
    }
}
