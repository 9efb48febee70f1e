// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.image.ImageGlob;
import io.pushwire.syncer.replay.Bound;
import io.pushwire.syncer.replay.Window;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Which part of the past.
final class ReplayScopeOptions {

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME|POSITIONS",
            description = {
                "The first events: a time (2026-11-03T09:12:44Z), a date, or positions (3@1234,"
                        + " several with",
                "commas between); with positions only the partitions that are named are read."
            })
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "TIME|POSITIONS",
            description = "The first ones that are not meant any more. Default: the log's end.")
    private @Nullable String to;

    @Option(
            names = "--image",
            paramLabel = "GLOB",
            description = {
                "Only these: an image, or a glob over host/repository:tag; * stands for any part of"
                        + " one path",
                "element, ** for any part. Without a tag all tags of a glob."
            })
    private @Nullable String image;

    @Option(names = "--source", paramLabel = "NAME", description = "Only events of this source.")
    private @Nullable String source;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = {
                "Which event of a tag is the newest is judged as of then, inside the window."
                        + " Default: now."
            })
    private @Nullable String asOf;

    @Option(names = "--utc", description = "Times of the table and dates of flags are UTC.")
    private boolean utc;

    /// @throws IllegalArgumentException if it cannot be meant
    Window window() {
        return new Window(
                Bound.parse(from, zone()),
                to == null ? new Bound.Open() : Bound.parse(to, zone()),
                image == null ? ImageGlob.all() : ImageGlob.parse(image),
                Optional.ofNullable(source));
    }

    /// @throws IllegalArgumentException if it is no time, or outside the window
    Optional<Instant> asOf() {
        if (asOf == null) {
            return Optional.empty();
        }
        if (!(Bound.parse(asOf, zone()) instanceof Bound.Time(Instant at))) {
            throw new IllegalArgumentException("--as-of takes a time or a date");
        }
        Window window = window();
        boolean early = window.from() instanceof Bound.Time(Instant begin) && at.isBefore(begin);
        boolean late = window.to() instanceof Bound.Time(Instant end) && !at.isBefore(end);
        if (early || late) {
            throw new IllegalArgumentException("--as-of must lie between --from and --to");
        }
        return Optional.of(at);
    }

    boolean isAsOf() {
        return asOf != null;
    }

    ZoneId zone() {
        return utc ? ZoneOffset.UTC : ZoneId.systemDefault();
    }
}
