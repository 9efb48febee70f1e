// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Gitea and its fork Forgejo, event `package`, as JSON or as a form. It also sends GitHub's header
/// of the same value, so its own one is what counts. No digest of a tag is told, and the tag comes
/// in lower case however it was pushed.
/// https://github.com/go-gitea/gitea/blob/main/routers/api/packages/container/manifest.go
///
/// @param name `gitea`, or `forgejo` for those who look for that
record GiteaDialect(String name) implements Dialect {

    private static final Places PLACES =
            Places.of(
                    List.of(
                            "action",
                            "package.type",
                            "package.name",
                            "package.version",
                            "package.owner.login",
                            "package.owner.username",
                            "package.html_url"),
                    List.of("package.created_at", "sender.login"));

    @Override
    public Reading read(WebhookRequest request) {
        Optional<String> event = own(request.headers(), "Event");
        if (event.isEmpty()) {
            return new Reading.Unreadable(
                    "There is neither an X-Gitea-Event nor an X-Forgejo-Event header: GitHub's"
                            + " dialect is ghcr");
        }
        if (!event.get().equals("package")) {
            var parts = Reading.Parts.ofOne();
            parts.ignore(Ignored.UNKNOWN_ACTION);
            return parts.read();
        }
        return JsonBody.object(
                JsonBody.unwrapped(request), PLACES, fields -> event(request.headers(), fields));
    }

    private static Optional<String> own(Headers headers, String what) {
        return headers.first("X-Gitea-" + what).or(() -> headers.first("X-Forgejo-" + what));
    }

    private static Reading event(Headers headers, Fields fields) {
        if (fields.text("action").isEmpty() || !fields.hasAny("package.")) {
            return new Reading.Unreadable("The JSON object has no \"action\" and \"package\"");
        }
        var parts = Reading.Parts.ofOne();
        if (fields.text("package.type").filter("container"::equals).isEmpty()) {
            parts.ignore(Ignored.NOT_AN_IMAGE);
            return parts.read();
        }
        var told =
                Told.about(repository(fields), fields.text("package.version"))
                        .on(fields.text("package.html_url").flatMap(HostedName::hostOfUrl))
                        .at(fields.text("package.created_at"))
                        .withId(own(headers, "Delivery"))
                        .by(fields.text("sender.login"));
        switch (fields.text("action").orElseThrow()) {
            case "created" -> told.announced(parts);
            case "deleted" -> told.deleted(parts);
            default -> parts.ignore(Ignored.UNKNOWN_ACTION);
        }
        return parts.read();
    }

    private static Optional<String> repository(Fields fields) {
        return List.of("package.owner.login", "package.owner.username").stream()
                .flatMap(path -> fields.text(path).stream())
                .findFirst()
                .flatMap(owner -> fields.text("package.name").map(name -> owner + "/" + name))
                .map(text -> text.toLowerCase(Locale.ROOT));
    }
}
