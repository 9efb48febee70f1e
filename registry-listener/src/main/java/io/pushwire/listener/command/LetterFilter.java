// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import io.pushwire.listener.reception.DeadLetter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Which letters are meant.
final class LetterFilter {

    @Option(names = "--source", paramLabel = "NAME", description = "Only of this source.")
    private @Nullable String source;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Only with this text in the reason, in upper or lower case.")
    private @Nullable String reason;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = {
                "Only received at this time or later: 2026-11-01, 2026-11-01T09:30 (both local),",
                "2026-11-01T09:30:00Z."
            })
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only received before this time.")
    private @Nullable Instant to;

    boolean hasSource() {
        return source != null;
    }

    boolean isEmpty() {
        return source == null && reason == null && from == null && to == null;
    }

    Optional<Instant> from() {
        return Optional.ofNullable(from);
    }

    boolean takes(DeadLetter letter) {
        return (source == null || source.equals(letter.source()))
                && (reason == null || lower(letter.reason()).contains(lower(reason)))
                && (from == null || !letter.receivedAt().isBefore(from))
                && (to == null || letter.receivedAt().isBefore(to));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
