// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.List;
import java.util.Optional;

/// Quay's "push to repository", which tells neither digest, id nor time, and not even that it is
/// one: other notifications have no `updated_tags`, and the test button's cannot be told from a
/// push. https://github.com/quay/quay/blob/master/notifications/notificationevent.py
final class QuayDialect implements Dialect {

    private static final Places PLACES =
            Places.of(List.of("repository", "docker_url", "updated_tags[]"), List.of());

    @Override
    public String name() {
        return "quay";
    }

    @Override
    public Reading read(WebhookRequest request) {
        return JsonBody.object(request, PLACES, QuayDialect::event);
    }

    private static Reading event(Fields fields) {
        Optional<HostedName> url = fields.text("docker_url").map(HostedName::of);
        Optional<String> repository = fields.text("repository").or(() -> url.map(HostedName::path));
        if (repository.isEmpty()) {
            return new Reading.Unreadable(
                    "The JSON object has no \"repository\" or \"docker_url\": is the source's"
                            + " dialect that of the sender?");
        }
        var parts = Reading.Parts.ofOne();
        Optional<List<Fields>> tags = fields.list("updated_tags");
        if (tags.isEmpty()) {
            parts.ignore(Ignored.UNKNOWN_ACTION);
        } else if (tags.get().isEmpty()) {
            parts.ignore(Ignored.UNTAGGED);
        }
        for (Fields tag : tags.orElse(List.of())) {
            if (tag.misshapen().isEmpty()) {
                Told.about(repository, tag.text(""))
                        .on(url.flatMap(HostedName::host))
                        .announced(parts);
            } else {
                parts.fault("has a tag that is not a string");
            }
        }
        return parts.read();
    }
}
