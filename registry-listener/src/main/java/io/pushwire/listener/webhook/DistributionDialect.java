// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Docker Distribution 2.x and 3.x: an envelope of events, read by its shape and not by the version
/// in its content type, which forks keep as they like.
///
/// No host is read: `request.host` is whatever a proxy passed on, and `target.url` is public only
/// where `http.host` is set or a proxy forwards it, which the payload does not tell.
/// https://github.com/distribution/distribution/blob/v3.1.1/notifications/event.go
final class DistributionDialect implements Dialect {

    // A 4 MiB manifest, the registry's limit, makes 6.8 MB with events.includereferences.
    private static final int LONGEST_BODY = 16 * 1024 * 1024;
    private static final JsonFactory JSON = new JsonFactory();
    private static final String BLOB = "application/octet-stream";
    private static final List<String> DECISIVE =
            List.of("action", "target", "target.repository", "target.tag", "target.digest");
    private static final Set<String> WANTED =
            Set.of(
                    "id",
                    "timestamp",
                    "action",
                    "target.mediaType",
                    "target.digest",
                    "target.repository",
                    "target.tag",
                    "actor.name",
                    "source.instanceID");

    @Override
    public String name() {
        return "distribution";
    }

    @Override
    public int longestBody() {
        return LONGEST_BODY;
    }

    @Override
    public Reading read(WebhookRequest request) {
        try (JsonParser parser = JSON.createParser(request.body())) {
            return envelope(parser);
        } catch (JsonProcessingException broken) {
            var at = broken.getLocation();
            return new Reading.Unreadable(
                    at == null
                            ? "The body is not JSON"
                            : "The body is not JSON: see line %d, column %d"
                                    .formatted(at.getLineNr(), at.getColumnNr()));
        } catch (IOException notText) {
            return new Reading.Unreadable("The body is not JSON in UTF-8");
        }
    }

    private static Reading envelope(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return new Reading.Unreadable("The body is not a JSON object with \"events\"");
        }
        var parts = new Reading.Parts();
        boolean eventsSeen = false;
        boolean othersSeen = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean events = parser.currentName().equals("events");
            eventsSeen |= events;
            othersSeen |= !events;
            JsonToken value = parser.nextToken();
            if (!events || value == JsonToken.VALUE_NULL) {
                parser.skipChildren();
            } else if (value == JsonToken.START_ARRAY) {
                events(parser, parts);
            } else {
                return new Reading.Unreadable("\"events\" is not an array");
            }
        }
        if (othersSeen && !eventsSeen) {
            return new Reading.Unreadable(
                    "The JSON object has no \"events\": is the source's dialect that of the"
                            + " sender?");
        }
        return parser.nextToken() == null
                ? parts.understood()
                : new Reading.Unreadable("Something follows the JSON object");
    }

    private static void events(JsonParser parser, Reading.Parts parts) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parts.next();
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                event(Fields.read(parser, WANTED), parts);
            } else {
                parts.fault("is not an object");
                parser.skipChildren();
            }
        }
    }

    private static void event(Fields fields, Reading.Parts parts) {
        Optional<String> misshapen =
                DECISIVE.stream().filter(fields.misshapen()::contains).findFirst();
        if (misshapen.isPresent()) {
            parts.fault("has a \"" + misshapen.get() + "\" of the wrong type");
            return;
        }
        switch (fields.text("action").orElse("")) {
            case "push" -> tagged(fields, parts, untagged(fields));
            case "delete" -> tagged(fields, parts, Ignored.UNTAGGED_DELETE);
            case "pull" -> parts.ignore(Ignored.PULL);
            case "mount" -> parts.ignore(Ignored.MOUNT);
            case "" -> parts.fault("has no \"action\"");
            default -> parts.ignore(Ignored.UNKNOWN_ACTION);
        }
    }

    /// Layers and manifests are told apart by the media type; in an event of a layer it is always
    /// this one, whatever the manifest calls it.
    private static Ignored untagged(Fields fields) {
        return fields.text("target.mediaType").filter(BLOB::equals).isPresent()
                ? Ignored.BLOB
                : Ignored.UNTAGGED;
    }

    private static void tagged(Fields fields, Reading.Parts parts, Ignored withoutTag) {
        Optional<String> tag = fields.text("target.tag");
        if (tag.isEmpty()) {
            parts.ignore(withoutTag);
            return;
        }
        if (!ImageTag.isTag(tag.get())) {
            parts.ignore(Ignored.NOT_A_TAG);
            return;
        }
        Optional<String> repository =
                fields.text("target.repository").filter(ImageTag::isRepository);
        if (repository.isEmpty()) {
            parts.fault("has no \"target.repository\" that a registry could have");
            return;
        }
        var subject = subject(fields, repository.get(), tag.get());
        if (fields.text("action").filter("delete"::equals).isPresent()) {
            parts.say(new Statement.Deleted(subject));
            return;
        }
        Optional<Digest> digest = fields.text("target.digest").flatMap(Digest::parse);
        if (digest.isEmpty()) {
            parts.fault("pushes " + subject + " with a \"target.digest\" that is none");
            return;
        }
        parts.say(new Statement.Pushed(subject, digest.get(), fields.text("target.mediaType")));
    }

    private static Statement.Subject subject(Fields fields, String repository, String tag) {
        return new Statement.Subject(
                repository,
                tag,
                fields.text("timestamp").flatMap(DistributionDialect::instant),
                fields.text("id"),
                fields.text("actor.name"),
                fields.text("source.instanceID"));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException onlyForPeople) {
            return Optional.empty();
        }
    }
}
