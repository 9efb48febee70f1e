// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.List;
import java.util.Optional;

/// zot: CloudEvents in binary mode, the attributes in `Ce-*` headers and only the data in the body,
/// with the whole manifest as a string. There is no host in it: its source is always
/// `zotregistry.dev`. https://github.com/project-zot/zot/tree/main/pkg/extensions/events
final class ZotDialect implements Dialect {

    // A manifest of 4 MiB, with each quotation mark escaped.
    private static final int LONGEST_BODY = 16 * 1024 * 1024;
    private static final Places PLACES =
            Places.of(List.of("name", "reference", "digest"), List.of("mediaType", "actor.name"));

    @Override
    public String name() {
        return "zot";
    }

    @Override
    public int longestBody() {
        return LONGEST_BODY;
    }

    @Override
    public Reading read(WebhookRequest request) {
        Optional<String> type = request.headers().first("Ce-Type");
        if (type.isEmpty()) {
            return new Reading.Unreadable(
                    "There is no Ce-Type header: is the source's dialect that of the sender?");
        }
        return switch (type.get()) {
            case "zotregistry.image.updated" -> image(request, true);
            case "zotregistry.image.deleted" -> image(request, false);
            case "zotregistry.image.lint_failed" -> ignored(Ignored.LINT_FAILED);
            case "zotregistry.image.scanned" -> ignored(Ignored.SCAN);
            case "zotregistry.repository.created" -> ignored(Ignored.REPOSITORY_CREATED);
            default -> ignored(Ignored.UNKNOWN_ACTION);
        };
    }

    private static Reading ignored(Ignored reason) {
        var parts = Reading.Parts.ofOne();
        parts.ignore(reason);
        return parts.read();
    }

    private static Reading image(WebhookRequest request, boolean pushed) {
        return JsonBody.object(request, PLACES, fields -> image(request.headers(), fields, pushed));
    }

    private static Reading image(Headers headers, Fields fields, boolean pushed) {
        var parts = Reading.Parts.ofOne();
        var told =
                Told.about(fields.text("name"), fields.text("reference"))
                        .at(headers.first("Ce-Time"))
                        .withId(headers.first("Ce-Id"))
                        .by(fields.text("actor.name"));
        if (pushed) {
            told.pushed(parts, fields.text("digest"), fields.text("mediaType"));
        } else {
            told.deleted(parts);
        }
        return parts.read();
    }
}
