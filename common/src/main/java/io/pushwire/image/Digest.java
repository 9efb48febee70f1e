// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import java.util.Optional;

/// The content address of a manifest: `sha256:` and 64, or `sha512:` and 128 lower-case hexadecimal
/// digits, the two algorithms that the OCI image specification registers.
///
/// @param value the whole digest, algorithm included
public record Digest(String value) {

    // https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#digests
    private static final String SHORT = "sha256:";
    private static final int SHORT_LENGTH = SHORT.length() + 64;
    private static final String LONG = "sha512:";
    private static final int LONG_LENGTH = LONG.length() + 128;

    public Digest {
        if (!isDigest(value)) {
            throw new IllegalArgumentException("not a digest: \"" + value + "\"");
        }
    }

    /// Senders write all kinds of things where a digest should stand.
    public static Optional<Digest> parse(String text) {
        return isDigest(text) ? Optional.of(new Digest(text)) : Optional.empty();
    }

    /// By hand: there is one in nearly every record that is read.
    private static boolean isDigest(String text) {
        boolean begins =
                (text.length() == SHORT_LENGTH && text.startsWith(SHORT))
                        || (text.length() == LONG_LENGTH && text.startsWith(LONG));
        if (!begins) {
            return false;
        }
        for (int i = SHORT.length(); i < text.length(); i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
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
