// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Bytes that somebody sent, as text, if a terminal may show them.
final class BodyText {

    private BodyText() {}

    /// Empty if they are not UTF-8, or hold what would move a cursor. A character that was cut off
    /// at the end is left out.
    static Optional<String> of(byte[] bytes) {
        var text = CharBuffer.allocate(bytes.length);
        var result =
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, false);
        text.flip();
        return result.isError() || text.chars().anyMatch(BodyText::isControl)
                ? Optional.empty()
                : Optional.of(text.toString());
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character)
                && character != '\n'
                && character != '\r'
                && character != '\t';
    }
}
