// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.List;
import java.util.Optional;

/// JFrog Artifactory, domain `docker`. Repositories are named in the path form, `repo_key/image`
/// . `jpd_origin` is empty or wrong where no base URL is set, so it is no host.
/// https://jfrog.com/help/r/jfrog-platform-administration-documentation/webhooks
final class ArtifactoryDialect implements Dialect {

    private static final String REMOTE_CACHE = "-cache";
    private static final Places PLACES =
            Places.of(
                    List.of(
                            "domain",
                            "event_type",
                            "data.repo_key",
                            "data.image_name",
                            "data.tag",
                            "data.sha256"),
                    List.of("source"));

    @Override
    public String name() {
        return "artifactory";
    }

    @Override
    public Reading read(WebhookRequest request) {
        return JsonBody.object(request, PLACES, ArtifactoryDialect::event);
    }

    private static Reading event(Fields fields) {
        Optional<String> domain = fields.text("domain");
        if (domain.isEmpty() || fields.text("event_type").isEmpty()) {
            return new Reading.Unreadable(
                    "The JSON object has no \"domain\" and \"event_type\": is the source's dialect"
                            + " that of the sender?");
        }
        var parts = Reading.Parts.ofOne();
        if (!domain.get().equals("docker")) {
            parts.ignore(Ignored.NOT_AN_IMAGE);
        } else if (fields.text("data.repo_key").filter(ArtifactoryDialect::isCache).isPresent()) {
            parts.ignore(Ignored.PROXY_CACHE);
        } else {
            image(fields, parts);
        }
        return parts.read();
    }

    private static void image(Fields fields, Reading.Parts parts) {
        var told =
                Told.about(repository(fields), fields.text("data.tag"))
                        .by(fields.text("source").map(ArtifactoryDialect::user));
        switch (fields.text("event_type").orElse("")) {
            case "pushed", "promoted" ->
                    told.pushed(
                            parts,
                            fields.text("data.sha256").map(digits -> "sha256:" + digits),
                            Optional.empty());
            case "deleted" -> told.deleted(parts);
            default -> parts.ignore(Ignored.UNKNOWN_ACTION);
        }
    }

    private static boolean isCache(String key) {
        return key.endsWith(REMOTE_CACHE);
    }

    private static Optional<String> repository(Fields fields) {
        return fields.text("data.repo_key")
                .flatMap(key -> fields.text("data.image_name").map(name -> key + "/" + name));
    }

    private static String user(String source) {
        return source.substring(source.indexOf('/') + 1);
    }
}
