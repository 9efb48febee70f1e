// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.listener.PlainReading.Line;
import io.pushwire.testing.KafkaProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A hundred thousand events and what became of them: every answer against a plain reading of the
/// topics.
final class RecordIT {

    private static final int EVENTS = 100_000;
    static final String TOKEN = "s3cr3t-of-the-auditor";

    @TempDir private static Path directory;

    private static KafkaProcess kafka;
    private static RecordedPast past;
    private static TestListener listener;
    private static RecordClient client;
    private static PlainReading plain;

    @BeforeAll
    static void record() {
        kafka = KafkaProcess.start();
        past = new RecordedPast(kafka.bootstrapServers());
        past.goOn(EVENTS);
        past.garbage("pushwire.image-events", "no image");
        past.garbage("pushwire.outcomes.east", RecordedPast.image(1).toString());
        past.settled("pushwire.listener");
        plain = PlainReading.of(kafka.bootstrapServers());
        listener = start(directory.resolve("index"));
        client = RecordClient.of(listener, TOKEN);
        client.awaitReady();
    }

    @AfterAll
    static void end() {
        listener.close();
        past.close();
        kafka.close();
    }

    private static TestListener start(Path folder) {
        return TestListener.start(kafka.bootstrapServers(), settings(folder));
    }

    static Map<String, Object> settings(Path folder) {
        return Map.of(
                "pushwire.record.enabled", "true",
                "pushwire.record.directory", folder.toString(),
                "pushwire.reconcile.interval", "0s",
                "pushwire.readers.auditor.token.value", TOKEN,
                "pushwire.readers.auditor.repositories", "*",
                "pushwire.readers.auditor.clusters", "*");
    }

    @Test
    void findsEveryEventThatAPlainReadingFinds() {
        String image = RecordedPast.image(7).toString();
        String digest = data(plain.events(of(image, "digest"))).get("digest").asText();

        same("/events", Map.of("image", image), plain.events(of(image)));
        same("/events", Map.of("image", image, "order", "oldest"), plain.events(of(image)));
        same(
                "/events",
                Map.of("image", "harbor.example.com:8443/team/*"),
                plain.events(line -> line.key().startsWith("harbor.example.com:8443/team/")));
        same("/events", Map.of("image", "harbor.example.com:8443/*:1.x"), plain.events(_ -> false));
        same(
                "/events",
                Map.of("image", "harbor.example.com:8443/**:1.x"),
                plain.events(line ->
                        line.key().startsWith("harbor.example.com:8443/")
                                && line.key().endsWith(":1.x")));
        same("/events", Map.of("digest", digest), plain.events(has("digest", digest)));
        same(
                "/events",
                Map.of("actor", "actor-3", "source", "ci"),
                plain.events(
                        understood(line ->
                                line.data().at("/origin/actor").asText().equals("actor-3")
                                        && line.data()
                                                .at("/origin/source")
                                                .asText()
                                                .equals("ci"))));
        same(
                "/events",
                Map.of("from", "2025-03-01T00:00:00Z", "to", "2025-03-04T12:30:00.5Z"),
                plain.events(line ->
                        !line.time().isBefore(Instant.parse("2025-03-01T00:00:00Z"))
                                && line.time().isBefore(Instant.parse("2025-03-04T12:30:00.5Z"))));
    }

    @Test
    void findsEveryOutcomeThatAPlainReadingFinds() {
        String image = RecordedPast.image(8).toString();
        String workload = "Deployment/ns-1/w-17";

        same("/outcomes", Map.of("image", image), plain.outcomes(of(image)));
        same(
                "/outcomes",
                Map.of("cluster", "test.west", "kind", "Restarted", "order", "oldest"),
                plain.outcomes(line ->
                        has("cluster", "test.west").and(has("kind", "Restarted")).test(line)));
        same(
                "/outcomes",
                Map.of("workload", workload),
                plain.outcomes(understood(line -> workload(line).equals(workload))));
        same(
                "/outcomes",
                Map.of("workload", "*/ns-2/w-1*", "cluster", "east"),
                plain.outcomes(
                        understood(line ->
                                workload(line).matches("[^/]*/ns-2/w-1[^/]*")
                                        && line.data().get("cluster").asText().equals("east"))));
        same("/outcomes", Map.of("kind", "Unused"), plain.outcomes(has("kind", "Unused")));
    }

    @Test
    void saysWhatAClusterHadRolled() {
        var uses = new PlainUses(plain);
        for (String at : List.of("2025-02-01T00:00:00Z", "2025-06-15T12:00:00.123456Z")) {
            for (String cluster : RecordedPast.CLUSTERS) {
                Map<String, String> found = new TreeMap<>();
                client.walk("/clusters/" + cluster + "/rolled", Map.of("at", at, "limit", "17"))
                        .forEach(item ->
                                found.put(
                                        item.get("workload").asText()
                                                + " "
                                                + item.get("container").asText(),
                                        at(item)));

                assertThat(found).isEqualTo(uses.rolled(cluster, Instant.parse(at)));
            }
        }
    }

    @Test
    void saysWhoUsesADigest() {
        var uses = new PlainUses(plain);
        for (String digest : uses.inUse().keySet().stream().limit(60).toList()) {
            if (digest.startsWith("sha256:")) {
                Map<String, String> found = new TreeMap<>();
                client.walk("/digests/" + digest + "/users", Map.of("limit", "1"))
                        .forEach(user ->
                                found.put(
                                        user.get("cluster").asText()
                                                + " "
                                                + user.get("workload").asText()
                                                + " "
                                                + user.get("container").asText(),
                                        user.get("template").asText()
                                                + " "
                                                + user.path("seenRunning").asText()));

                assertThat(found).as(digest).isEqualTo(uses.users(digest));
            }
        }
    }

    @Test
    void namesEveryDigestInUse() {
        Map<String, String> found = new TreeMap<>();
        client.walk("/digests", Map.of("limit", "71"))
                .forEach(item ->
                        found.put(
                                item.has("digest")
                                        ? item.get("digest").asText()
                                        : "tag " + item.get("tagOfUnknownDigest").asText(),
                                texts(item.get("repositories"))
                                        + " "
                                        + texts(item.get("clusters"))
                                        + " "
                                        + item.get("workloads").asInt()));

        assertThat(found).isNotEmpty().isEqualTo(new PlainUses(plain).inUse());
    }

    @Test
    void tellsTheWayOfEveryEventOfATag() {
        String image = RecordedPast.image(5).toString();
        var steps = client.walk("/timeline", Map.of("image", image, "limit", "9"));
        var outcomes = plain.outcomes(of(image));

        assertThat(steps.stream().map(RecordIT::at))
                .containsExactlyElementsOf(
                        plain.events(of(image)).reversed().stream().map(Line::at).toList());
        for (JsonNode step : steps) {
            Map<String, String> expected = new TreeMap<>();
            outcomes.stream()
                    .filter(line ->
                            line.data().at("/event/id").asText().equals(step.get("id").asText()))
                    .forEach(line -> expected.merge(way(line), times(line), String::concat));
            Map<String, String> found = new TreeMap<>();
            step.get("workloads")
                    .forEach(way ->
                            found.put(
                                    way.get("cluster").asText()
                                            + " "
                                            + way.path("workload").asText(),
                                    texts(way, "matchedAt", "writtenAt", "rolledOutAt")));
            assertThat(found).isEqualTo(expected);
        }
    }

    private static String way(Line line) {
        return line.data().get("cluster").asText() + " " + workload(line);
    }

    private static String times(Line line) {
        JsonNode data = line.data();
        String decided = data.get("decidedAt").asText() + " ";
        return switch (data.get("kind").asText()) {
            case "RolledOut" -> decided;
            case "Written" -> decided + data.get("writtenAt").asText() + " ";
            case "Restarted" -> decided + decided;
            default -> decided;
        };
    }

    private static String texts(JsonNode item, String... fields) {
        return Stream.of(fields)
                .filter(item::has)
                .map(field -> item.get(field).asText() + " ")
                .collect(Collectors.joining());
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void showsWhatCannotBeReadAsSuch() {
        var strange =
                client
                        .walk("/events", Map.of("from", "2025-01-01T00:00:00Z", "limit", "1000"))
                        .stream()
                        .filter(item -> item.has("unreadable"))
                        .toList();

        assertThat(strange).hasSize(1);
        assertThat(strange.getFirst().has("data")).isFalse();
    }

    private static void same(String path, Map<String, String> parameters, List<Line> expected) {
        var asked = new HashMap<>(parameters);
        asked.put("limit", "333");
        var found = client.walk(path, asked);
        var lines = parameters.containsKey("order") ? expected : expected.reversed();

        assertThat(found.stream().map(RecordIT::at))
                .as(path + parameters)
                .containsExactlyElementsOf(lines.stream().map(Line::at).toList());
        for (int i = 0; i < lines.size(); i++) {
            if (found.get(i).has("data")) {
                assertThat(found.get(i).get("data")).isEqualTo(lines.get(i).data());
                assertThat(found.get(i).get("image").asText()).isEqualTo(lines.get(i).key());
            }
            assertThat(found.get(i).get("time").asText()).isEqualTo(lines.get(i).time().toString());
        }
    }

    static String at(JsonNode item) {
        return "%s/%s@%s"
                .formatted(
                        item.get("topic").asText(),
                        item.get("partition").asText(),
                        item.get("offset").asText());
    }

    private static Predicate<Line> of(String image) {
        return line -> line.key().equals(image);
    }

    private static Predicate<Line> of(String image, String field) {
        return line -> line.key().equals(image) && line.data().has(field);
    }

    private static Predicate<Line> has(String field, String value) {
        return understood(line -> line.data().path(field).asText().equals(value));
    }

    private static Predicate<Line> understood(Predicate<Line> wanted) {
        return line -> line.json().endsWith("}") && wanted.test(line);
    }

    private static JsonNode data(List<Line> lines) {
        return lines.getFirst().data();
    }

    private static String workload(Line line) {
        return PlainUses.workload(line.data());
    }
}
