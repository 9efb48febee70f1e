// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static io.pushwire.listener.RecordIT.TOKEN;
import static io.pushwire.listener.RecordIT.at;
import static io.pushwire.listener.RecordIT.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.listener.PlainReading.Line;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.KafkaProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What may happen to the folder of the index: whatever it is, the answers are the same afterwards.
final class RecordFolderIT {

    private static final int EVENTS = 20_000;
    private static final Pattern PERCENT = Pattern.compile("(\\d+) %");

    @TempDir private static Path directory;

    private static KafkaProcess kafka;
    private static RecordedPast past;

    @BeforeAll
    static void record() {
        kafka = KafkaProcess.start();
        past = new RecordedPast(kafka.bootstrapServers());
        past.goOn(EVENTS);
        past.settled("pushwire.listener");
    }

    @AfterAll
    static void end() {
        past.close();
        kafka.close();
    }

    private static TestListener start(Path folder) {
        return TestListener.start(kafka.bootstrapServers(), settings(folder));
    }

    @Test
    void aDeletedFolderIsBuiltAgainAndAnswersTheSame() throws IOException {
        Path folder = directory.resolve("deleted");
        List<JsonNode> first;
        try (var other = start(folder)) {
            first = everything(other);
        }
        delete(folder);
        try (var other = start(folder)) {
            assertThat(everything(other)).isEqualTo(first);
        }
    }

    @Test
    void aCrashBetweenCommitsDoublesAndLosesNothing() throws IOException, InterruptedException {
        Path folder = directory.resolve("crashing");
        try (var crashing = ListenerProcess.start(arguments(folder))) {
            var asking = new RecordClient("http://127.0.0.1:" + crashing.port(), TOKEN);
            Eventually.eventually(
                    Duration.ofMinutes(5), () -> assertThat(percent(asking)).isGreaterThan(30));
            crashing.process().kill();
        }
        var all = PlainReading.of(kafka.bootstrapServers());

        try (var after = start(folder)) {
            assertThat(everything(after).stream().map(RecordIT::at))
                    .containsExactlyElementsOf(
                            Stream.concat(
                                            all.events(_ -> true).stream(),
                                            all.outcomes(_ -> true).stream())
                                    .map(Line::at)
                                    .toList());
        }
    }

    private static String[] arguments(Path folder) {
        var all = new HashMap<>(settings(folder));
        all.put("pushwire.kafka.bootstrap-servers", kafka.bootstrapServers());
        all.put("pushwire.record.commit-interval", "100ms");
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
    }

    /// How far the index is, as those are told who ask too early.
    private static int percent(RecordClient asking) {
        var answer = asking.get("/events", Map.of());
        var percent = PERCENT.matcher(answer.body());
        if (answer.statusCode() == 503 && percent.find()) {
            return Integer.parseInt(percent.group(1));
        }
        return answer.statusCode() == 200 ? 100 : 0;
    }

    @Test
    void aBrokenIndexIsBuiltAgain() throws IOException {
        Path folder = directory.resolve("broken");
        List<JsonNode> first;
        try (var other = start(folder)) {
            first = everything(other);
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        Path foreign = Files.writeString(folder.resolve("notes.txt"), "mine");

        try (var other = start(folder)) {
            assertThat(everything(other)).isEqualTo(first);
        }
        assertThat(foreign).hasContent("mine");
    }

    /// Events, then outcomes, oldest first.
    private static List<JsonNode> everything(TestListener other) {
        var asking = RecordClient.of(other, TOKEN);
        asking.awaitReady();
        var all = PlainReading.of(kafka.bootstrapServers());
        Eventually.eventually(() ->
                assertThat(at(newest(asking, "/outcomes")))
                        .isEqualTo(all.outcomes(_ -> true).getLast().at()));
        var asked = Map.of("order", "oldest", "limit", "1000");
        var items = new ArrayList<>(asking.walk("/events", asked));
        items.addAll(asking.walk("/outcomes", asked));
        return items;
    }

    private static JsonNode newest(RecordClient asking, String path) {
        return asking.ask(path, Map.of("limit", "1")).get("items").get(0);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
