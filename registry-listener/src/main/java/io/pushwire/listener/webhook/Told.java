// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.image.RegistryHost;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// What a payload tells about one tag, before anybody looked whether it can be one. Everything that
/// all dialects must check in the same way is checked here.
///
/// @param host of the registry, where the payload names a public one
record Told(
        Optional<String> repository,
        Optional<String> tag,
        Optional<String> host,
        Optional<Instant> time,
        Optional<String> id,
        Optional<String> actor,
        Optional<String> instance) {

    // A host of the Internet has at most 253 characters, and a port.
    private static final int LONGEST_HOST = 260;
    // Of the year 9999. Infinity is a number too, and 1e999 is how one writes it.
    private static final double LAST_SECOND = 253_402_300_799.0;

    static Told about(Optional<String> repository, Optional<String> tag) {
        return new Told(
                repository,
                tag,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Told on(Optional<String> publicHost) {
        return new Told(repository, tag, publicHost, time, id, actor, instance);
    }

    /// A time that cannot be read is left out: it is only for people.
    Told at(Optional<String> timestamp) {
        return atInstant(timestamp.flatMap(Told::instant));
    }

    Told atInstant(Optional<Instant> instant) {
        return new Told(repository, tag, host, instant, id, actor, instance);
    }

    Told withId(Optional<String> eventId) {
        return new Told(repository, tag, host, time, eventId, actor, instance);
    }

    Told by(Optional<String> who) {
        return new Told(repository, tag, host, time, id, who, instance);
    }

    Told from(Optional<String> process) {
        return new Told(repository, tag, host, time, id, actor, process);
    }

    /// @param withoutTag what it is if no tag is named
    void pushed(
            Reading.Parts parts,
            Ignored withoutTag,
            Optional<String> digest,
            Optional<String> mediaType) {
        subject(parts, withoutTag)
                .ifPresent(subject ->
                        digest.flatMap(Digest::parse)
                                .ifPresentOrElse(
                                        to ->
                                                parts.say(
                                                        new Statement.Pushed(
                                                                subject, to, mediaType)),
                                        () ->
                                                parts.fault(
                                                        "pushes "
                                                                + subject
                                                                + " with a digest that is none")));
    }

    void pushed(Reading.Parts parts, Optional<String> digest, Optional<String> mediaType) {
        pushed(parts, Ignored.UNTAGGED, digest, mediaType);
    }

    void announced(Reading.Parts parts) {
        subject(parts, Ignored.UNTAGGED).map(Statement.Announced::new).ifPresent(parts::say);
    }

    void deleted(Reading.Parts parts) {
        subject(parts, Ignored.UNTAGGED_DELETE).map(Statement.Deleted::new).ifPresent(parts::say);
    }

    private Optional<Statement.Subject> subject(Reading.Parts parts, Ignored withoutTag) {
        if (tag.isEmpty()) {
            parts.ignore(withoutTag);
            return Optional.empty();
        }
        if (!ImageTag.isTag(tag.get())) {
            parts.ignore(Ignored.NOT_A_TAG);
            return Optional.empty();
        }
        if (repository.isEmpty() || !ImageTag.isRepository(repository.get())) {
            parts.fault("names no repository that a registry could have");
            return Optional.empty();
        }
        if (host.isPresent() && !isHost(host.get())) {
            parts.fault("names a registry host that is none");
            return Optional.empty();
        }
        return Optional.of(
                new Statement.Subject(
                        repository.get(), tag.get(), time, id, actor, instance, host));
    }

    private static boolean isHost(String text) {
        if (text.length() > LONGEST_HOST) {
            return false;
        }
        try {
            RegistryHost.canonical(text);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(Told::isMeant);
        } catch (DateTimeParseException onlyForPeople) {
            return Optional.empty();
        }
    }

    /// @param number whole seconds since 1970, maybe written with a fraction
    static Optional<Instant> seconds(String number) {
        try {
            double seconds = Double.parseDouble(number);
            return seconds > 0 && seconds < LAST_SECOND
                    ? Optional.of(Instant.ofEpochSecond((long) seconds)).filter(Told::isMeant)
                    : Optional.empty();
        } catch (NumberFormatException onlyForPeople) {
            return Optional.empty();
        }
    }

    /// Go writes the year 1 for "unknown".
    private static boolean isMeant(Instant time) {
        return time.isAfter(Instant.EPOCH);
    }
}
