// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.List;
import java.util.Optional;

/// Harbor 1.x and 2.x, its default payload and its structured CloudEvents alike: an administrator
/// may change from one to the other and the source need not know.
///
/// An untagged push has its digest where the tag should be, and so has each platform's part of an
/// image. `QUOTA_EXCEED` tells tag and digest of a push that was refused.
/// https://github.com/goharbor/harbor/blob/v2.13.0/src/pkg/notifier/model/event.go
final class HarborDialect implements Dialect {

    private static final String PROXY_CACHE_OPERATOR = "harbor#proxy-cache-service";
    private static final Places PLACES =
            Places.of(
                    List.of(
                            "type",
                            "specversion",
                            "event_data.resources[].tag",
                            "event_data.resources[].digest",
                            "event_data.resources[].resource_url",
                            "event_data.repository.repo_full_name",
                            "event_data.repository.namespace",
                            "event_data.repository.name",
                            "data.resources[].tag",
                            "data.resources[].digest",
                            "data.resources[].resource_url",
                            "data.repository.repo_full_name",
                            "data.repository.namespace",
                            "data.repository.name",
                            "operator"),
                    List.of("occur_at", "id", "time"));

    @Override
    public String name() {
        return "harbor";
    }

    @Override
    public Reading read(WebhookRequest request) {
        return JsonBody.object(request, PLACES, HarborDialect::event);
    }

    private static Reading event(Fields fields) {
        Optional<String> type = fields.text("type");
        if (type.isEmpty()) {
            return new Reading.Unreadable(
                    "The JSON object has no \"type\": is the source's dialect that of the sender?");
        }
        var parts = Reading.Parts.ofOne();
        switch (type.get()) {
            case "PUSH_ARTIFACT", "pushImage", "harbor.artifact.pushed" -> {
                if (fields.text("operator").filter(PROXY_CACHE_OPERATOR::equals).isPresent()) {
                    parts.ignore(Ignored.PROXY_CACHE);
                } else {
                    resources(fields, parts, true);
                }
            }
            case "DELETE_ARTIFACT", "deleteImage", "harbor.artifact.deleted" ->
                    resources(fields, parts, false);
            case "PULL_ARTIFACT", "pullImage", "harbor.artifact.pulled" ->
                    parts.ignore(Ignored.PULL);
            case "REPLICATION", "harbor.replication.status.changed" ->
                    parts.ignore(Ignored.REPLICATION);
            case "TAG_RETENTION", "harbor.tag_retention.finished" ->
                    parts.ignore(Ignored.RETENTION);
            default -> parts.ignore(other(type.get()));
        }
        return parts.read();
    }

    private static Ignored other(String type) {
        if (type.startsWith("QUOTA_") || type.startsWith("harbor.quota.")) {
            return Ignored.QUOTA;
        }
        return type.startsWith("SCANNING_") || type.startsWith("harbor.scan.")
                ? Ignored.SCAN
                : Ignored.UNKNOWN_ACTION;
    }

    private static void resources(Fields fields, Reading.Parts parts, boolean pushed) {
        String data = fields.text("specversion").isPresent() ? "data" : "event_data";
        Optional<List<Fields>> resources = fields.list(data + ".resources");
        if (resources.isEmpty()) {
            parts.fault("has no \"" + data + ".resources\"");
            return;
        }
        if (resources.get().isEmpty()) {
            parts.ignore(Ignored.EMPTY);
        }
        for (Fields resource : resources.get()) {
            resource(fields, data, resource, parts, pushed);
        }
    }

    private static void resource(
            Fields fields, String data, Fields resource, Reading.Parts parts, boolean pushed) {
        if (!resource.misshapen().isEmpty()) {
            parts.fault("has a resource of the wrong type");
            return;
        }
        Optional<String> repository = repository(fields, data + ".repository.");
        Optional<String> tag = resource.text("tag");
        Optional<String> url = resource.text("resource_url");
        Optional<String> host = url.flatMap(text -> host(text, repository, tag));
        if (url.isPresent() && tag.isPresent() && !tag.get().contains(":") && host.isEmpty()) {
            parts.fault("has a \"resource_url\" of another repository or tag");
            return;
        }
        var told =
                Told.about(repository, tag)
                        .on(host)
                        .atInstant(
                                fields.text("time")
                                        .flatMap(Told::instant)
                                        .or(() -> fields.number("occur_at").flatMap(Told::seconds)))
                        .withId(fields.text("id"))
                        .by(fields.text("operator"));
        if (pushed) {
            told.pushed(parts, resource.text("digest"), Optional.empty());
        } else {
            told.deleted(parts);
        }
    }

    private static Optional<String> repository(Fields fields, String at) {
        return fields.text(at + "repo_full_name")
                .or(() ->
                        fields.text(at + "namespace")
                                .flatMap(project ->
                                        fields.text(at + "name")
                                                .map(name -> project + "/" + name)));
    }

    /// From the end, because the host may have a port; a slash at the end of Harbor's own address
    /// makes two.
    private static Optional<String> host(
            String url, Optional<String> repository, Optional<String> tag) {
        if (repository.isEmpty() || tag.isEmpty()) {
            return Optional.empty();
        }
        String end = "/" + repository.get() + ":" + tag.get();
        if (!url.endsWith(end)) {
            return Optional.empty();
        }
        String address = url.substring(0, url.length() - end.length());
        int slash = address.indexOf('/');
        return Optional.of(slash < 0 ? address : address.substring(0, slash))
                .filter(host -> !host.isEmpty());
    }
}
