// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.redelivery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a letter stands on its topic. People write `partition@offset`, with or without the topic
/// in front: `0@12`, `pushwire.dead-letters/0@12`.
public record Place(int partition, long offset) {

    private static final Pattern WRITTEN =
            Pattern.compile("(?:[A-Za-z0-9._-]+/)?(\\d{1,9})@(\\d{1,18})");

    /// Empty if it is none: then it may be a letter's id.
    public static Optional<Place> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(
                        new Place(
                                Integer.parseInt(written.group(1)),
                                Long.parseLong(written.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
