// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// The header, in seconds or as a date: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
final class RetryAfter {

    private static final Duration UNSAID = Duration.ofSeconds(30);
    // A registry that says "next year" by mistake would be lost until the next start.
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private RetryAfter() {}

    static Duration parse(String header, Instant now) {
        Duration said = said(header.strip(), now);
        if (said.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return said.compareTo(LONGEST) > 0 ? LONGEST : said;
    }

    private static Duration said(String header, Instant now) {
        if (header.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            var date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(now, date.toInstant());
        } catch (DateTimeException unreadable) {
            return UNSAID;
        }
    }
}
