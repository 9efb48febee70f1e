// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// For people, CI jobs and every registry that has no dialect: one full reference
/// `{"image":"registry.example.com/team/web:1@sha256:…"}`, best with the digest. Keel's
/// `{"name","tag","digest"}` is read for those who move, and CloudEvents in binary and structured
/// mode whose type ends in `image.push` or the like.
///
/// Everything that is wrong is told to the sender, who can change it.
final class GenericDialect implements Dialect {

    private static final String EXAMPLE =
            "send {\"image\":\"registry.example.com/team/web:1.0@sha256:...\"}";
    private static final Pattern MOVED =
            Pattern.compile("(?:.*[.])?image[.](?:push|pushed|published|updated)(?:[.]v[0-9]+)?");
    private static final Pattern ECR_SOURCE =
            Pattern.compile("urn:aws:ecr:([a-z0-9-]{1,60}):([0-9]{12}):.*");
    private static final Places PLACES =
            Places.of(
                    List.of(
                            "image",
                            "name",
                            "tag",
                            "digest",
                            "id",
                            "time",
                            "specversion",
                            "type",
                            "source",
                            "registry",
                            "repository",
                            "data.image",
                            "data.registry",
                            "data.repository",
                            "data.tag",
                            "data.digest",
                            "data.repositoryName",
                            "data.imageTag",
                            "data.imageDigest"),
                    List.of());

    @Override
    public String name() {
        return Dialects.GENERIC;
    }

    @Override
    public boolean answersPeople() {
        return true;
    }

    @Override
    public Reading read(WebhookRequest request) {
        return JsonBody.object(request, PLACES, fields -> event(request.headers(), fields));
    }

    private static Reading event(Headers headers, Fields fields) {
        boolean structured = fields.text("specversion").isPresent();
        Optional<String> type = structured ? fields.text("type") : headers.first("Ce-Type");
        if (structured && type.isEmpty()) {
            return new Reading.Unreadable("The CloudEvent has no \"type\"");
        }
        if (type.isPresent() && !MOVED.matcher(type.get()).matches()) {
            var parts = Reading.Parts.ofOne();
            parts.ignore(Ignored.UNKNOWN_ACTION);
            return parts.read();
        }
        Optional<String> time =
                fields.text("time")
                        .or(() -> structured ? Optional.empty() : headers.first("Ce-Time"));
        if (time.isPresent() && Told.instant(time.get()).isEmpty()) {
            return new Reading.Unreadable(
                    "\"time\" is not like 2026-11-01T10:00:00Z: change it or leave it out");
        }
        Optional<HostedName> name = name(fields, structured ? "data." : "");
        if (name.isEmpty()) {
            return new Reading.Unreadable("\"image\" is missing: " + EXAMPLE);
        }
        return said(
                name.get(),
                Told.about(Optional.of(name.get().path()), name.get().tag())
                        .on(name.get().host())
                        .at(time)
                        .withId(
                                fields.text("id")
                                        .or(() ->
                                                structured
                                                        ? Optional.empty()
                                                        : headers.first("Ce-Id"))));
    }

    private static Reading said(HostedName name, Told told) {
        if (name.host().isEmpty()) {
            return new Reading.Unreadable("The image has no registry in its name: " + EXAMPLE);
        }
        if (!ImageTag.isRepository(name.path())) {
            return new Reading.Unreadable(
                    "The image has no repository that a registry could have: " + EXAMPLE);
        }
        if (name.tag().filter(ImageTag::isTag).isEmpty()) {
            return new Reading.Unreadable(
                    "The image has no tag, or one that no registry takes: " + EXAMPLE);
        }
        if (name.digest().isPresent() && name.digest().flatMap(Digest::parse).isEmpty()) {
            return new Reading.Unreadable(
                    "The digest is not sha256: and 64 lower-case hexadecimal digits: correct it, or"
                            + " leave it out and it is looked up");
        }
        var parts = Reading.Parts.ofOne();
        if (name.digest().isPresent()) {
            told.pushed(parts, name.digest(), Optional.empty());
        } else {
            told.announced(parts);
        }
        Reading.Understood understood = parts.understood();
        return understood.faults().isEmpty()
                ? understood
                : new Reading.Unreadable("The image has a registry that is no host: " + EXAMPLE);
    }

    private static Optional<HostedName> name(Fields fields, String at) {
        return fields.text(at + "image")
                .map(HostedName::of)
                .or(() -> inParts(fields.text("name").map(HostedName::of), fields, ""))
                .or(() -> inParts(registryAndRepository(fields, at), fields, at))
                .or(() -> ofEcr(fields));
    }

    private static Optional<HostedName> registryAndRepository(Fields fields, String at) {
        return fields.text(at + "repository")
                .map(path ->
                        new HostedName(
                                fields.text(at + "registry"),
                                path,
                                Optional.empty(),
                                Optional.empty()));
    }

    private static Optional<HostedName> inParts(
            Optional<HostedName> name, Fields fields, String at) {
        return name.map(named ->
                new HostedName(
                        named.host(),
                        named.path(),
                        fields.text(at + "tag").or(named::tag),
                        fields.text(at + "digest").or(named::digest)));
    }

    /// As an input transformer of EventBridge is told to write it in other projects' manuals.
    private static Optional<HostedName> ofEcr(Fields fields) {
        return fields.text("data.repositoryName")
                .flatMap(path ->
                        fields.text("source")
                                .map(ECR_SOURCE::matcher)
                                .filter(matcher -> matcher.matches())
                                .map(matcher ->
                                        new HostedName(
                                                EcrDialect.host(
                                                        Optional.of(matcher.group(2)),
                                                        Optional.of(matcher.group(1))),
                                                path,
                                                fields.text("data.imageTag"),
                                                fields.text("data.imageDigest"))));
    }
}
