// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// GitHub's container registry: the events `package` of repository hooks and `registry_package` of
/// GitHub Apps, as JSON or as a form.
///
/// A platform's part of an image comes with an empty tag and a `package_url` that ends in a colon.
/// Owners keep their capitals here, and have none in an image's name.
/// https://docs.github.com/en/webhooks/webhook-events-and-payloads#package
final class GhcrDialect implements Dialect {

    private static final Set<String> CONTAINERS = Set.of("container", "docker");
    private static final List<String> GITEA =
            List.of("X-Gitea-Event", "X-Forgejo-Event", "X-Gogs-Event");

    @Override
    public String name() {
        return "ghcr";
    }

    @Override
    public Reading read(WebhookRequest request) {
        Headers headers = request.headers();
        if (GITEA.stream().anyMatch(name -> headers.first(name).isPresent())) {
            return new Reading.Unreadable(
                    "The request comes from Gitea or Forgejo: set the source's dialect to gitea");
        }
        return switch (headers.first("X-GitHub-Event").orElse("")) {
            case "" ->
                    new Reading.Unreadable(
                            "There is no X-GitHub-Event header: is the source's dialect that of the"
                                    + " sender?");
            case "ping" -> ignored(Ignored.PING);
            case "package" -> event(request, "package");
            case "registry_package" -> event(request, "registry_package");
            default -> ignored(Ignored.UNKNOWN_ACTION);
        };
    }

    private static Reading ignored(Ignored reason) {
        var parts = Reading.Parts.ofOne();
        parts.ignore(reason);
        return parts.read();
    }

    private static Reading event(WebhookRequest request, String root) {
        String version = root + ".package_version.";
        var places =
                Places.of(
                        List.of(
                                "action",
                                root + ".package_type",
                                root + ".ecosystem",
                                root + ".namespace",
                                root + ".name",
                                version + "version",
                                version + "package_url",
                                version + "container_metadata.tag.name",
                                version + "container_metadata.manifest.digest"),
                        List.of(
                                version + "updated_at",
                                version + "container_metadata.manifest.media_type",
                                "sender.login"));
        return JsonBody.object(
                JsonBody.unwrapped(request),
                places,
                fields -> event(request.headers(), fields, root, version));
    }

    private static Reading event(Headers headers, Fields fields, String root, String version) {
        if (fields.text("action").isEmpty() || !fields.hasAny(root + ".")) {
            return new Reading.Unreadable("The JSON object has no \"action\" and \"" + root + "\"");
        }
        var parts = Reading.Parts.ofOne();
        switch (fields.text("action").orElseThrow()) {
            case "published", "updated" -> {
                if (isContainer(fields, root)) {
                    pushed(headers, fields, root, version, parts);
                } else {
                    parts.ignore(Ignored.NOT_AN_IMAGE);
                }
            }
            default -> parts.ignore(Ignored.UNKNOWN_ACTION);
        }
        return parts.read();
    }

    /// GitHub's own example of an image has the package type `npm` and the ecosystem `docker`.
    private static boolean isContainer(Fields fields, String root) {
        return List.of(root + ".package_type", root + ".ecosystem").stream()
                .flatMap(path -> fields.text(path).stream())
                .anyMatch(type -> CONTAINERS.contains(type.toLowerCase(Locale.ROOT)));
    }

    private static void pushed(
            Headers headers, Fields fields, String root, String version, Reading.Parts parts) {
        Optional<HostedName> url = fields.text(version + "package_url").map(HostedName::of);
        Optional<String> name =
                url.filter(hosted -> hosted.host().isPresent())
                        .map(HostedName::path)
                        .or(() ->
                                fields.text(root + ".namespace")
                                        .flatMap(space ->
                                                fields.text(root + ".name")
                                                        .map(last -> space + "/" + last)))
                        .map(text -> text.toLowerCase(Locale.ROOT));
        Told.about(name, fields.text(version + "container_metadata.tag.name"))
                .on(url.flatMap(HostedName::host))
                .at(fields.text(version + "updated_at"))
                .withId(headers.first("X-GitHub-Delivery"))
                .by(fields.text("sender.login"))
                .pushed(
                        parts,
                        fields.text(version + "container_metadata.manifest.digest")
                                .or(() -> fields.text(version + "version")),
                        fields.text(version + "container_metadata.manifest.media_type"));
    }
}
