// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.List;

/// Sonatype Nexus, the webhook of a repository's components. It tells neither digest nor host; a
/// Nexus repository is a connector of its own, so it is a source of its own.
/// https://help.sonatype.com/en/webhooks.html
final class NexusDialect implements Dialect {

    private static final Places PLACES =
            Places.of(
                    List.of(
                            "action",
                            "component.format",
                            "component.name",
                            "component.version",
                            "asset.format"),
                    List.of("timestamp", "initiator", "nodeId", "repositoryName"));

    @Override
    public String name() {
        return "nexus";
    }

    @Override
    public Reading read(WebhookRequest request) {
        return JsonBody.object(request, PLACES, fields -> event(request.headers(), fields));
    }

    private static Reading event(Headers headers, Fields fields) {
        var parts = Reading.Parts.ofOne();
        boolean asset =
                fields.hasAny("asset.")
                        || headers.first("X-Nexus-Webhook-ID").orElse("").endsWith(":asset");
        if (asset) {
            parts.ignore(Ignored.ASSET);
            return parts.read();
        }
        var told =
                Told.about(fields.text("component.name"), fields.text("component.version"))
                        .at(fields.text("timestamp"))
                        .withId(headers.first("X-Nexus-Webhook-Delivery"))
                        .by(fields.text("initiator"))
                        .from(fields.text("nodeId"));
        switch (fields.text("action").orElse("")) {
            case "CREATED", "UPDATED" -> {
                if (isImage(fields)) {
                    told.announced(parts);
                } else {
                    parts.ignore(Ignored.NOT_AN_IMAGE);
                }
            }
            case "DELETED" -> {
                if (isImage(fields)) {
                    told.deleted(parts);
                } else {
                    parts.ignore(Ignored.NOT_AN_IMAGE);
                }
            }
            case "PURGED" -> parts.ignore(Ignored.RETENTION);
            case "" -> {
                return new Reading.Unreadable(
                        "The JSON object has no \"action\": is the source's dialect that of the"
                                + " sender?");
            }
            default -> parts.ignore(Ignored.UNKNOWN_ACTION);
        }
        return parts.read();
    }

    private static boolean isImage(Fields fields) {
        return fields.text("component.format").filter("docker"::equals).isPresent();
    }
}
