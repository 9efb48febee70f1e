// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// CDEvents, `artifact.published` of any version, in all three modes of CloudEvents: binary (the
/// body is the data), structured, and batched.
///
/// The artifact is a package URL; one that names no repository or no tag says nothing to us.
/// https://github.com/cdevents/spec/blob/main/continuous-integration.md
final class CdEventsDialect implements Dialect {

    private static final String PREFIX = "dev.cdevents.";
    private static final String PUBLISHED = PREFIX + "artifact.published.";
    private static final List<String> NOT_YET =
            List.of(PREFIX + "artifact.packaged.", PREFIX + "artifact.signed.");
    private static final Places PLACES = places();

    @Override
    public String name() {
        return "cdevents";
    }

    @Override
    public Reading read(WebhookRequest request) {
        return JsonBody.objects(
                request, PLACES, (fields, parts) -> event(request.headers(), fields, parts));
    }

    private static Places places() {
        var decisive = new ArrayList<>(List.of("type", "specversion"));
        var goodToKnow = new ArrayList<>(List.of("id", "time"));
        for (String at : List.of("", "data.")) {
            decisive.addAll(List.of(at + "context.type", at + "subject.id"));
            goodToKnow.addAll(
                    List.of(
                            at + "context.id",
                            at + "context.timestamp",
                            at + "subject.content.user"));
        }
        return Places.of(decisive, goodToKnow);
    }

    private static void event(Headers headers, Fields fields, Reading.Parts parts) {
        boolean structured = fields.text("specversion").isPresent();
        String at = structured ? "data." : "";
        String type =
                (structured ? fields.text("type") : headers.first("Ce-Type"))
                        .or(() -> fields.text(at + "context.type"))
                        .orElse("");
        if (type.isEmpty()) {
            parts.fault("has no type, neither in a Ce-Type header nor in the body");
        } else if (type.startsWith(PUBLISHED)) {
            published(headers, fields, at, parts);
        } else if (NOT_YET.stream().anyMatch(type::startsWith)) {
            parts.ignore(Ignored.NOT_PUBLISHED);
        } else {
            parts.ignore(Ignored.UNKNOWN_ACTION);
        }
    }

    private static void published(Headers headers, Fields fields, String at, Reading.Parts parts) {
        Optional<PackageUrl> url = fields.text(at + "subject.id").flatMap(PackageUrl::parse);
        if (url.isEmpty()) {
            parts.fault("has no \"subject.id\" that is a package URL");
            return;
        }
        if (!url.get().type().equals("oci")) {
            parts.ignore(Ignored.NOT_AN_IMAGE);
            return;
        }
        Optional<HostedName> repository =
                url.get().qualifier("repository_url").map(CdEventsDialect::name);
        if (repository.isEmpty() || repository.get().host().isEmpty()) {
            parts.ignore(Ignored.NO_REPOSITORY);
            return;
        }
        boolean binary = at.isEmpty();
        var told =
                Told.about(repository.map(HostedName::path), url.get().qualifier("tag"))
                        .on(repository.flatMap(HostedName::host))
                        .at(
                                (binary ? headers.first("Ce-Time") : fields.text("time"))
                                        .or(() -> fields.text(at + "context.timestamp")))
                        .withId(
                                (binary ? headers.first("Ce-Id") : fields.text("id"))
                                        .or(() -> fields.text(at + "context.id")))
                        .by(fields.text(at + "subject.content.user"));
        if (url.get().version().isPresent()) {
            told.pushed(parts, url.get().version(), Optional.empty());
        } else {
            told.announced(parts);
        }
    }

    private static HostedName name(String repositoryUrl) {
        int scheme = repositoryUrl.indexOf("://");
        return HostedName.of(scheme < 0 ? repositoryUrl : repositoryUrl.substring(scheme + 3));
    }
}
