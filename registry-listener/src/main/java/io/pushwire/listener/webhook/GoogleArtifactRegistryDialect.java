// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Google's Artifact Registry and gcr.io by way of a Pub/Sub push subscription: wrapped, with the
/// data in base64, or unwrapped, as the data alone. Tag and digest are whole references.
/// https://cloud.google.com/artifact-registry/docs/configure-notifications
final class GoogleArtifactRegistryDialect implements Dialect {

    private static final List<String> ID = List.of("message.messageId", "message.message_id");
    private static final List<String> TIME = List.of("message.publishTime", "message.publish_time");
    private static final Places PLACES =
            Places.of(
                    List.of("message.data", "action", "tag", "digest"),
                    List.of(ID.getFirst(), ID.getLast(), TIME.getFirst(), TIME.getLast()));

    @Override
    public String name() {
        return "google-artifact-registry";
    }

    @Override
    public Reading read(WebhookRequest request) {
        return JsonBody.object(request, PLACES, outer -> message(request.headers(), outer));
    }

    private static Reading message(Headers headers, Fields outer) {
        Optional<String> data = outer.text("message.data");
        if (data.isEmpty()) {
            return event(
                    outer,
                    headers.first("x-goog-pubsub-message-id"),
                    headers.first("x-goog-pubsub-publish-time"));
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(data.get());
        } catch (IllegalArgumentException malformed) {
            return new Reading.Unreadable("\"message.data\" is not base64");
        }
        return JsonBody.object(
                decoded, PLACES, inner -> event(inner, first(outer, ID), first(outer, TIME)));
    }

    private static Optional<String> first(Fields fields, List<String> paths) {
        return paths.stream().flatMap(path -> fields.text(path).stream()).findFirst();
    }

    private static Reading event(Fields fields, Optional<String> id, Optional<String> time) {
        var parts = Reading.Parts.ofOne();
        Optional<HostedName> tagged = fields.text("tag").map(HostedName::of);
        Optional<HostedName> content = fields.text("digest").map(HostedName::of);
        var told =
                Told.about(tagged.map(HostedName::path), tagged.flatMap(HostedName::tag))
                        .on(tagged.flatMap(HostedName::host))
                        .at(time)
                        .withId(id);
        switch (fields.text("action").orElse("")) {
            case "INSERT" -> {
                if (tagged.isPresent() && !sameRepository(tagged.get(), content)) {
                    parts.fault("has a \"tag\" and a \"digest\" of different repositories");
                } else if (tagged.isPresent() && tagged.get().host().isEmpty()) {
                    parts.fault("has a \"tag\" without a host");
                } else {
                    told.pushed(parts, content.flatMap(HostedName::digest), Optional.empty());
                }
            }
            case "DELETE" -> told.deleted(parts);
            case "" -> {
                return new Reading.Unreadable(
                        "The message has no \"action\": is the source's dialect that of the"
                                + " sender?");
            }
            default -> parts.ignore(Ignored.UNKNOWN_ACTION);
        }
        return parts.read();
    }

    private static boolean sameRepository(HostedName tagged, Optional<HostedName> content) {
        return content.isEmpty()
                || (content.get().host().equals(tagged.host())
                        && content.get().path().equals(tagged.path()));
    }
}
