// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import io.micronaut.http.HttpRequest;
import io.pushwire.image.Digest;
import io.pushwire.image.Glob;
import io.pushwire.image.ImageTag;
import io.pushwire.listener.record.BadQuestionException;
import io.pushwire.listener.record.Filter;
import io.pushwire.listener.record.Slot;
import io.pushwire.listener.record.Spot;
import io.pushwire.outcome.OutcomeKind;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The parameters of a question. Each method throws a [BadQuestionException] that names the one
/// which cannot be read.
final class Parameters {

    private static final int LIMIT = 100;
    private static final int MOST = 1000;
    private static final int LONGEST = 1024;

    private final Route route;
    private final Map<String, String> given = new TreeMap<>();

    Parameters(Route route, HttpRequest<?> request) {
        this.route = route;
        request.getParameters()
                .asMap()
                .forEach((name, values) -> {
                    if (!route.parameters().contains(name)) {
                        throw new BadQuestionException(
                                name,
                                "is no parameter of "
                                        + route.path()
                                        + ": use "
                                        + route.parameters().stream()
                                                .sorted()
                                                .collect(Collectors.joining(", ")));
                    }
                    if (values.size() != 1) {
                        throw new BadQuestionException(name, "is given more than once");
                    }
                    given.put(name, values.getFirst());
                });
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name)).map(value -> checked(name, value));
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new BadQuestionException(name, "is missing"));
    }

    Filter filter() {
        return new Filter(
                image(),
                digest(),
                text("actor"),
                text("source"),
                text("cluster"),
                workload(),
                kind(),
                time("from"),
                time("to"));
    }

    Optional<Glob> image() {
        return text("image").map(Parameters::image);
    }

    /// Exactly one.
    Glob oneImage() {
        return ImageTag.parse(required("image"))
                .map(tag -> new Glob(tag.toString()))
                .orElseThrow(() ->
                        new BadQuestionException(
                                "image",
                                "is no image tag: write for example registry.example/team/web:1"));
    }

    Optional<Glob> repository() {
        return text("repository").map(Glob::new);
    }

    Optional<Instant> time(String name) {
        return text(name)
                .map(text -> {
                    try {
                        return Instant.parse(text);
                    } catch (DateTimeParseException wrong) {
                        throw new BadQuestionException(
                                name, "is no time: write for example 2026-11-01T09:30:00Z");
                    }
                });
    }

    Instant requiredTime(String name) {
        return time(name).orElseThrow(() -> new BadQuestionException(name, "is missing"));
    }

    int limit() {
        return text("limit").map(Parameters::limit).orElse(LIMIT);
    }

    boolean newestFirst() {
        return switch (text("order").orElse("newest")) {
            case "newest" -> true;
            case "oldest" -> false;
            default -> throw new BadQuestionException("order", "is neither newest nor oldest");
        };
    }

    Optional<Spot> after() {
        return cursor(4)
                .map(parts -> {
                    try {
                        return new Spot(
                                Long.parseLong(parts.get(0)),
                                parts.get(1),
                                Integer.parseInt(parts.get(2)),
                                Long.parseLong(parts.get(3)));
                    } catch (NumberFormatException forged) {
                        throw new BadQuestionException(
                                "cursor", "is none: take it from next as it is");
                    }
                });
    }

    Optional<Slot> afterSlot() {
        return cursor(3).map(parts -> new Slot(parts.get(0), parts.get(1), parts.get(2)));
    }

    /// The cursor that goes on behind a container.
    String cursor(Slot last) {
        return cursor(List.of(last.cluster(), last.workload(), last.container()));
    }

    /// The cursor that goes on behind a record.
    String cursor(Spot last) {
        return cursor(
                List.of(
                        String.valueOf(last.time()),
                        last.topic(),
                        String.valueOf(last.partition()),
                        String.valueOf(last.offset())));
    }

    Optional<List<String>> cursor(int parts) {
        return Optional.ofNullable(given.get("cursor"))
                .map(text -> Cursor.parse(text, question(), parts));
    }

    String cursor(List<String> parts) {
        return new Cursor(question(), parts).text();
    }

    private String question() {
        return Stream.concat(
                        Stream.of(route.name()),
                        given.entrySet().stream()
                                .filter(entry -> !entry.getKey().equals("cursor"))
                                .filter(entry -> !entry.getKey().equals("limit"))
                                .map(entry -> entry.getKey() + "=" + entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static Glob image(String text) {
        var glob = new Glob(text);
        return glob.isLiteral()
                ? ImageTag.parse(text)
                        .map(tag -> new Glob(tag.toString()))
                        .orElseThrow(() ->
                                new BadQuestionException(
                                        "image",
                                        "is neither an image tag nor a glob: write for example"
                                                + " registry.example/team/web:1 or"
                                                + " registry.example/team/*"))
                : glob;
    }

    private Optional<String> digest() {
        return text("digest").map(Parameters::digest);
    }

    static String digest(String text) {
        return Digest.parse(text)
                .map(Digest::value)
                .orElseThrow(() ->
                        new BadQuestionException(
                                "digest", "is none: write sha256: and 64 hexadecimal digits"));
    }

    private Optional<Glob> workload() {
        return text("workload")
                .map(text -> {
                    if (text.indexOf('/') < 0 && text.indexOf('*') < 0) {
                        throw new BadQuestionException(
                                "workload", "is none: write Kind/namespace/name, or a glob of it");
                    }
                    return new Glob(text);
                });
    }

    private Optional<String> kind() {
        return text("kind")
                .map(text -> {
                    if (Stream.of(OutcomeKind.values())
                            .noneMatch(kind -> kind.name().equals(text))) {
                        throw new BadQuestionException(
                                "kind", "is no outcome: write for example Written or RolledOut");
                    }
                    return text;
                });
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException wrong) {
            // Said below.
        }
        throw new BadQuestionException("limit", "must be a number from 1 to " + MOST);
    }

    private static String checked(String name, String value) {
        if (value.isEmpty()) {
            throw new BadQuestionException(name, "is empty");
        }
        if (value.length() > LONGEST) {
            throw new BadQuestionException(name, "is longer than " + LONGEST + " characters");
        }
        return value;
    }
}
