// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sending;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Just enough of HTTP/1.1 to know where an answer ends, so that the sender costs little.
final class HttpAnswer {

    private static final String LENGTH = "content-length:";
    private static final int LONGEST_LINE = 1024;

    private HttpAnswer() {}

    /// Reads a whole answer.
    ///
    /// @throws IOException if it ends early, or does not tell its length
    static int status(InputStream in) throws IOException {
        String[] first = line(in).split(" ", 3);
        if (first.length < 2) {
            throw new IOException("not HTTP");
        }
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(lower.substring(LENGTH.length()).strip());
            }
        }
        if (length < 0) {
            throw new IOException("an answer without its length");
        }
        in.skipNBytes(length);
        return Integer.parseInt(first[1]);
    }

    private static String line(InputStream in) throws IOException {
        var line = new byte[LONGEST_LINE];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || length == LONGEST_LINE) {
                throw new EOFException("the answer breaks off");
            }
            line[length++] = (byte) next;
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1).strip();
    }
}
