// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import java.util.Optional;

/// The content address of a manifest: `sha256:` and 64, or `sha512:` and 128 lower-case hexadecimal
/// digits, the two algorithms that the OCI image specification registers.
///
/// @param value the whole digest, algorithm included
public record Digest(String value) {

    private static final String SHA256 = "sha256:";
    private static final String SHA512 = "sha512:";

    public Digest {
        if (!isDigest(value)) {
            throw new IllegalArgumentException("not a digest: \"" + value + "\"");
        }
    }

    /// Senders write all kinds of things where a digest should stand.
    public static Optional<Digest> parse(String text) {
        return isDigest(text) ? Optional.of(new Digest(text)) : Optional.empty();
    }

    /// The grammar is
    /// https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#digests
    private static boolean isDigest(String text) {
        boolean whole =
                (text.startsWith(SHA256) && text.length() == SHA256.length() + 64)
                        || (text.startsWith(SHA512) && text.length() == SHA512.length() + 128);
        if (!whole) {
            return false;
        }
        for (int at = SHA256.length(); at < text.length(); at++) {
            if (!Characters.isHex(text.charAt(at))) {
                return false;
            }
        }
        return true;
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
