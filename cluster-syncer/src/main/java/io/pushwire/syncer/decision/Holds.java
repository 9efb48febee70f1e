// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The annotation `pushwire.io/hold`: which tags a workload does not follow for now, because
/// somebody went back on purpose. One entry a tag: the tag, the digest that was rolled away from,
/// and where the event stood that had brought it:
///
/// `registry.example.com/team/web:1 sha256:… <log>/7@42`
///
/// After an observed event `,16` follows: what it was asked as of. Entries are separated by commas
/// and a space. Any other text, as a person would write it, holds the whole workload until it is
/// removed.
///
/// @param byTag what is held, by the tag as the workload spells it
/// @param everything whether the text is somebody's own
public record Holds(Map<ImageTag, Mark> byTag, boolean everything) {

    public static final String ANNOTATION = "pushwire.io/hold";

    private static final Pattern ENTRY =
            Pattern.compile("(\\S+) (\\S+) (\\S+)/(\\d{1,9})@(\\d{1,18})(?:,(-1|\\d{1,18}))?");

    public Holds {
        byTag = Collections.unmodifiableMap(new LinkedHashMap<>(byTag));
    }

    /// @param digest that was rolled away from
    /// @param position of the event that had brought it: a newer one ends the hold
    public record Mark(Digest digest, Position position) {}

    static Holds of(Workload workload) {
        return read(workload.annotations().get(ANNOTATION));
    }

    /// @param text of the annotation; null for none
    public static Holds read(@Nullable String text) {
        var marks = new LinkedHashMap<ImageTag, Mark>();
        if (text == null) {
            return new Holds(marks, false);
        }
        for (String entry : text.split(", ", -1)) {
            Matcher parts = ENTRY.matcher(entry);
            Optional<ImageTag> tag =
                    parts.matches() ? ImageTag.parse(parts.group(1)) : Optional.empty();
            if (tag.isEmpty()) {
                return new Holds(Map.of(), true);
            }
            try {
                marks.put(tag.get(), new Mark(new Digest(parts.group(2)), position(parts)));
            } catch (IllegalArgumentException somebodysOwnWords) {
                return new Holds(Map.of(), true);
            }
        }
        return new Holds(marks, false);
    }

    private static Position position(Matcher parts) {
        int partition = Integer.parseInt(parts.group(4));
        long offset = Long.parseLong(parts.group(5));
        return parts.group(6) == null
                ? new Position(parts.group(3), partition, offset)
                : Position.observed(
                        parts.group(3), partition, offset, Long.parseLong(parts.group(6)));
    }

    /// As it is read back.
    public String text() {
        return byTag.entrySet().stream()
                .map(entry -> text(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String text(ImageTag tag, Mark mark) {
        Position at = mark.position();
        return "%s %s %s/%d@%d%s"
                .formatted(
                        tag,
                        mark.digest(),
                        at.log(),
                        at.partition(),
                        at.offset(),
                        at.asOf().isPresent() ? "," + at.asOf().getAsLong() : "");
    }

    /// Whether an event at that place is held back. One of a rebuilt log never is; a look-up, which
    /// stands on no log, is while it says the very digest that was rolled away from.
    boolean hold(ImageTag tag, Position event, Digest wanted) {
        Mark mark = byTag.get(tag);
        return everything || (mark != null && holds(mark, event, wanted));
    }

    private static boolean holds(Mark mark, Position event, Digest wanted) {
        if (mark.position().isComparableTo(event)) {
            return !mark.position().isOlderThan(event);
        }
        return event.lookedUpAt().isPresent() && mark.digest().equals(wanted);
    }

    Holds with(ImageTag tag, Mark mark) {
        var marks = new LinkedHashMap<>(byTag);
        marks.put(tag, mark);
        return new Holds(marks, false);
    }

    /// What is left of it once these tags are followed again.
    public Holds without(Collection<ImageTag> tags) {
        var marks = new LinkedHashMap<>(byTag);
        marks.keySet().removeAll(tags);
        return new Holds(marks, everything);
    }
}
