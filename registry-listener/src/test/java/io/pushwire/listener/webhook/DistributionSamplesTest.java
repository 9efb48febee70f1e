// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What real registries sent, and what a person made of it.
final class DistributionSamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/webhook"))) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void saysWhatThePersonReadAndNamesAReasonForTheRest(Path file) throws IOException {
        JsonNode sample = JSON.readTree(file.toFile());
        var statements = new ArrayList<Statement>();
        int ignored = 0;
        int events = 0;

        for (JsonNode request : sample.get("requests")) {
            events += request.at("/body/events").size();
            Reading reading =
                    new DistributionDialect()
                            .read(Requests.of(JSON.writeValueAsBytes(request.get("body"))));
            var understood = (Reading.Understood) reading;
            assertThat(understood.faults()).isEmpty();
            statements.addAll(understood.statements());
            ignored += understood.ignored().values().stream().mapToInt(Integer::intValue).sum();
        }

        assertThat(pushes(statements)).isEqualTo(announcements(sample));
        assertThat(deletions(statements)).isEqualTo(taggedDeletions(sample));
        assertThat(statements.size() + ignored).isEqualTo(events);
    }

    private static List<String> pushes(List<Statement> statements) {
        return statements.stream()
                .flatMap(statement ->
                        statement instanceof Statement.Pushed pushed
                                ? Stream.of(line(pushed))
                                : Stream.of())
                .toList();
    }

    private static String line(Statement.Pushed pushed) {
        return String.join(
                " ",
                pushed.subject().toString(),
                pushed.digest().value(),
                pushed.mediaType().orElse("null"),
                pushed.subject().senderEventId().orElse("null"),
                pushed.subject().occurredAt().map(Object::toString).orElse("null"),
                pushed.subject().actor().orElse("null"));
    }

    private static List<String> announcements(JsonNode sample) {
        return stream(sample.at("/expected/announcements"))
                .map(expected ->
                        String.join(
                                " ",
                                expected.get("repository").asText()
                                        + ":"
                                        + expected.get("tag").asText(),
                                expected.get("digest").asText(),
                                expected.get("mediaType").asText(),
                                expected.get("eventId").asText(),
                                Instant.parse(expected.get("occurredAt").asText()).toString(),
                                expected.get("actor").asText()))
                .toList();
    }

    private static List<String> deletions(List<Statement> statements) {
        return statements.stream()
                .filter(Statement.Deleted.class::isInstance)
                .map(deleted -> deleted.subject().toString())
                .toList();
    }

    private static List<String> taggedDeletions(JsonNode sample) {
        return stream(sample.get("requests"))
                .flatMap(request -> stream(request.at("/body/events")))
                .filter(event -> event.get("action").asText().equals("delete"))
                .map(event -> event.get("target"))
                .filter(target -> target.hasNonNull("tag"))
                .map(target -> target.get("repository").asText() + ":" + target.get("tag").asText())
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
