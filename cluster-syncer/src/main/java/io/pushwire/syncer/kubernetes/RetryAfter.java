// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// How long an API server wants to be left alone. It says so in seconds, never as a date.
final class RetryAfter {

    private static final int MOST_DIGITS = 6;

    private RetryAfter() {}

    /// Empty for a header that is missing or no number of seconds.
    static Optional<Duration> of(@Nullable String header) {
        return Optional.ofNullable(header)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1," + MOST_DIGITS + "}"))
                .map(Long::parseLong)
                .map(Duration::ofSeconds);
    }
}
