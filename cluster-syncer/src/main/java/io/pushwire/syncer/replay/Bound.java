// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One end of a window on the log. What stands at it belongs to the window at its begin, and not at
/// its end.
public sealed interface Bound {

    /// By the time at which the listener had the notification.
    record Time(Instant at) implements Bound {}

    /// By places. Only the partitions that are named belong to the window.
    ///
    /// @param offsets by partition
    record Places(Map<Integer, Long> offsets) implements Bound {
        public Places {
            offsets = Map.copyOf(offsets);
        }

        /// As it is read back: `0@120,2@96`.
        @Override
        public String toString() {
            return new TreeMap<>(offsets)
                    .entrySet().stream()
                            .map(place -> place.getKey() + "@" + place.getValue())
                            .collect(Collectors.joining(","));
        }
    }

    /// The begin of the log, or its present end.
    record Open() implements Bound {}

    /// @param text a time (`2026-11-03T09:12:44Z`), a date, or places as they are printed
    ///   elsewhere: `3@1234`, `pushwire.image-events/3@1234`, several with commas between
    /// @param zone in which a date begins
    /// @throws IllegalArgumentException if it is neither
    static Bound parse(String text, ZoneId zone) {
        if (text.contains("@")) {
            return places(text);
        }
        try {
            return new Time(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(zone).toInstant());
        } catch (DateTimeParseException neither) {
            throw refused(text);
        }
    }

    private static Places places(String text) {
        Pattern place = Pattern.compile("(?:[\\w.-]+/)?(\\d{1,9})@(\\d{1,18})");
        var offsets = new TreeMap<Integer, Long>();
        for (String part : text.split(",", -1)) {
            Matcher found = place.matcher(part.strip());
            if (!found.matches()
                    || offsets.put(Integer.valueOf(found.group(1)), Long.valueOf(found.group(2)))
                            != null) {
                throw refused(text);
            }
        }
        return new Places(offsets);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "\"%s\" is no time, date or position: write for example 2026-11-03T09:12:44Z, 2026-11-03 or 3@1234,5@96"
                        .formatted(text));
    }
}
