// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A pattern for names that are paths: `*` stands for any part of one path element, `**` for any
/// part of a path, everything else for itself.
///
/// @param text as it was written
public record Glob(String text) {

    public static final String WITHIN_AN_ELEMENT = "*";
    public static final String ANYTHING = "**";

    private static final Pattern PIECE = Pattern.compile("\\*\\*|\\*|[^*]+");

    /// Whether it stands for itself only.
    public boolean isLiteral() {
        return text.indexOf('*') < 0;
    }

    /// Its parts in order: [#WITHIN_AN_ELEMENT], [#ANYTHING], and text between them.
    public List<String> pieces() {
        return PIECE.matcher(text).results().map(MatchResult::group).toList();
    }

    /// The same as a regular expression.
    public Pattern pattern() {
        return Pattern.compile(
                pieces().stream().map(Glob::expression).collect(Collectors.joining()),
                Pattern.DOTALL);
    }

    private static String expression(String piece) {
        return switch (piece) {
            case ANYTHING -> ".*";
            case WITHIN_AN_ELEMENT -> "[^/]*";
            default -> Pattern.quote(piece);
        };
    }
}
