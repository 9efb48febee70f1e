// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The envelope of events of Docker Distribution 2.x and 3.x and of its forks, read by its shape
/// and not by the version in its content type, which forks keep as they like.
///
/// No host is read: `request.host` is whatever a proxy passed on, and `target.url` is public only
/// where `http.host` is set or a proxy forwards it, which the payload does not tell.
/// https://github.com/distribution/distribution/blob/v3.1.1/notifications/event.go
final class DistributionEnvelope {

    // A 4 MiB manifest, the registry's limit, makes 6.8 MB with events.includereferences.
    static final int LONGEST_BODY = 16 * 1024 * 1024;

    private static final String BLOB = "application/octet-stream";
    private static final Places PLACES =
            Places.of(
                    List.of("action", "target.repository", "target.tag", "target.digest"),
                    List.of(
                            "id",
                            "timestamp",
                            "target.mediaType",
                            "actor.name",
                            "source.instanceID"));

    private DistributionEnvelope() {}

    static Reading read(WebhookRequest request) {
        return JsonBody.read(request, DistributionEnvelope::envelope);
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
                event(Fields.read(parser, PLACES), parts);
            } else {
                parts.fault("is not an object");
                parser.skipChildren();
            }
        }
    }

    private static void event(Fields fields, Reading.Parts parts) {
        Optional<String> misshapen = PLACES.misshapen(fields);
        if (misshapen.isPresent()) {
            parts.fault("has a \"" + misshapen.get() + "\" of the wrong type");
            return;
        }
        switch (fields.text("action").orElse("")) {
            case "push" ->
                    told(fields)
                            .pushed(
                                    parts,
                                    untagged(fields),
                                    fields.text("target.digest"),
                                    fields.text("target.mediaType"));
            case "delete" -> told(fields).deleted(parts);
            case "pull" -> parts.ignore(Ignored.PULL);
            case "mount" -> parts.ignore(Ignored.MOUNT);
            case "rename" -> parts.ignore(Ignored.RENAME);
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

    private static Told told(Fields fields) {
        return Told.about(fields.text("target.repository"), fields.text("target.tag"))
                .at(fields.text("timestamp"))
                .withId(fields.text("id"))
                .by(fields.text("actor.name"))
                .from(fields.text("source.instanceID"));
    }
}
