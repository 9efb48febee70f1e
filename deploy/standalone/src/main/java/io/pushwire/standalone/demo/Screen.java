// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import io.pushwire.image.Digest;

import java.io.PrintStream;

/// What the person at the terminal sees: one line for each thing that happened.
final class Screen {

    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean colours;

    Screen(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /// @param what one word, the start of the line
    void line(String what, String text) {
        out.printf("%s%-8s%s %s%n", colour(BOLD), what, colour(PLAIN), text);
    }

    void done(String text) {
        out.printf("%s%-8s%s %s%n", colour(GREEN), "done", colour(PLAIN), text);
    }

    void failed(String text) {
        out.printf("%s%-8s%s %s%n", colour(RED), "failed", colour(PLAIN), text);
    }

    void plain(String text) {
        out.println(text);
    }

    private String colour(String code) {
        return colours ? code : "";
    }

    /// Long enough to recognise: `sha256:4f1c…e2`.
    static String brief(Digest digest) {
        String value = digest.value();
        int hex = value.indexOf(':') + 1;
        return value.substring(0, hex + 4) + "…" + value.substring(value.length() - 2);
    }

    /// An image with its digest, if it has one, in brief.
    static String brief(String image) {
        int at = image.indexOf('@');
        return at < 0
                ? image
                : Digest.parse(image.substring(at + 1))
                        .map(digest -> image.substring(0, at + 1) + brief(digest))
                        .orElse(image);
    }
}
