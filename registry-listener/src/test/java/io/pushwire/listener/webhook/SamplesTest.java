// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What registries send, and what a person made of it.
final class SamplesTest {

    // The payload of these has a host, but none that can be relied on to be public.
    private static final Set<String> WITHOUT_HOST =
            Set.of("distribution", "gitlab", "artifactory", "zot", "nexus");

    static List<Samples.Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void saysWhatThePersonReadAndNamesAReasonForTheRest(Samples.Sample sample) {
        var moved = new ArrayList<String>();
        int others = 0;

        for (WebhookRequest request : sample.requests()) {
            switch (sample.dialect().read(request)) {
                case Reading.Understood understood -> {
                    assertThat(understood.faults()).isEmpty();
                    for (Statement statement : understood.statements()) {
                        if (statement instanceof Statement.Deleted) {
                            others++;
                        } else {
                            moved.add(line(statement));
                        }
                    }
                    others += understood.ignored().values().stream().mapToInt(n -> n).sum();
                }
                case Reading.Reply _ -> others++;
                case Reading.Unreadable(String reason) -> throw new AssertionError(reason);
            }
        }

        List<JsonNode> expected = Samples.stream(sample.expected().get("announcements")).toList();
        List<JsonNode> pushes = expected.stream().filter(one -> !isCache(one)).toList();
        assertThat(moved).isEqualTo(pushes.stream().map(one -> line(one, sample)).toList());
        assertThat(others)
                .isEqualTo(
                        sample.expected().get("ignored").size() + expected.size() - pushes.size());
    }

    @Test
    void everyDialectHasASample() {
        assertThat(Samples.all().stream().map(sample -> sample.dialect().name()))
                .containsAll(
                        Dialects.all().names().stream()
                                .filter(name -> !name.equals("forgejo"))
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /// The person read it as a push; that nobody pushed is our decision.
    private static boolean isCache(JsonNode announcement) {
        return announcement.path("caution").asText().equals("remote cache");
    }

    private static String line(Statement statement) {
        boolean pushed = statement instanceof Statement.Pushed;
        Statement.Subject subject = statement.subject();
        return String.join(
                " ",
                subject.toString(),
                pushed ? ((Statement.Pushed) statement).digest().value() : "null",
                pushed ? ((Statement.Pushed) statement).mediaType().orElse("null") : "null",
                subject.senderEventId().orElse("null"),
                subject.occurredAt().map(Object::toString).orElse("null"),
                subject.actor().orElse("null"),
                subject.statedHost().orElse("null"));
    }

    private static String line(JsonNode expected, Samples.Sample sample) {
        JsonNode time = expected.get("occurredAt");
        boolean hostless = WITHOUT_HOST.contains(sample.dialect().name());
        return String.join(
                " ",
                expected.get("repository").asText() + ":" + expected.get("tag").asText(),
                expected.get("digest").asText(),
                expected.get("digest").isNull() ? "null" : expected.get("mediaType").asText(),
                expected.get("eventId").asText(),
                time.isNull() ? "null" : OffsetDateTime.parse(time.asText()).toInstant().toString(),
                expected.get("actor").asText(),
                hostless
                        ? "null"
                        : expected.get("registryHostInPayload").asText().split(" ", 2)[0]);
    }
}
