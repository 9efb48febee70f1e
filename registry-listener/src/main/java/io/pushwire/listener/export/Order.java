// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is to be exported.
///
/// @param topics names; `*` stands for any text
/// @param from the first offset of a partition whose record is of this time or later begins the
///   window; empty: the first that is kept
/// @param to likewise the end, which is not in the window; empty: the end when the export began
/// @param partSize in offsets: parts end at its multiples, whatever the window is
public record Order(
        Form form,
        List<String> topics,
        Optional<Instant> from,
        Optional<Instant> to,
        long partSize) {

    public Order {
        topics = List.copyOf(topics);
    }

    /// The pattern that takes a topic; empty if none does.
    public Optional<String> patternOf(String topic) {
        return topics.stream().filter(pattern -> matches(pattern, topic)).findFirst();
    }

    private static boolean matches(String pattern, String topic) {
        String[] texts = pattern.split("\\*", -1);
        var regex = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            regex.append(i == 0 ? "" : ".*").append(Pattern.quote(texts[i]));
        }
        return topic.matches(regex.toString());
    }
}
