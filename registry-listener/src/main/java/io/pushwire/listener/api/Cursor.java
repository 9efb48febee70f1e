// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import io.pushwire.listener.record.BadQuestionException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// What a page ended with, in a form that nobody is meant to look into. It is good for the question
/// that it came from and no other, at every replica, for ever.
///
/// @param question what was asked
/// @param parts the place of the last item
record Cursor(String question, List<String> parts) {

    private static final String VERSION = "1";
    private static final String BETWEEN = "\n";

    /// @param question everything that must be the same when it comes back
    /// @throws BadQuestionException if it is no cursor of ours, or another question's
    static List<String> parse(String text, String question, int parts) {
        List<String> found;
        try {
            String decoded =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            found = List.of(decoded.split(BETWEEN, -1));
        } catch (IllegalArgumentException notBase64) {
            throw new BadQuestionException("cursor", "is none: take it from next as it is");
        }
        if (found.size() != parts + 2 || !found.getFirst().equals(VERSION)) {
            throw new BadQuestionException("cursor", "is none: take it from next as it is");
        }
        if (!found.get(1).equals(mark(question))) {
            throw new BadQuestionException(
                    "cursor",
                    "is of another question: only limit may differ from the one it came from");
        }
        return found.subList(2, found.size());
    }

    String text() {
        String plain = String.join(BETWEEN, VERSION, mark(question), String.join(BETWEEN, parts));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String mark(String question) {
        return UUID.nameUUIDFromBytes(question.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
