// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.testing.Eventually;
import io.pushwire.testing.KafkaProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// What happens, as it happens, over real HTTP.
final class RecordStreamIT {

    private static final String TOKEN = "s3cr3t-of-the-watcher";

    @TempDir private static Path directory;

    private static KafkaProcess kafka;
    private static RecordedPast past;
    private static TestListener listener;
    private static RecordClient client;

    @BeforeAll
    static void record() {
        kafka = KafkaProcess.start();
        past = new RecordedPast(kafka.bootstrapServers());
        past.goOn(5_000);
        past.settled("pushwire.listener");
        listener = TestListener.start(kafka.bootstrapServers(), settings());
        client = RecordClient.of(listener, TOKEN);
        client.awaitReady();
    }

    @AfterAll
    static void end() {
        listener.close();
        past.close();
        kafka.close();
    }

    private static Map<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        settings.put("pushwire.record.enabled", "true");
        settings.put("pushwire.record.directory", directory.toString());
        settings.put("pushwire.record.heartbeat", "200ms");
        // Far less than the test takes: a stream must not be cut because its reader says nothing.
        settings.put("micronaut.server.read-idle-timeout", "1s");
        settings.put("pushwire.http.head-timeout", "1s");
        settings.put("pushwire.reconcile.interval", "0s");
        for (String reader : List.of("watcher", "east")) {
            String key = "pushwire.readers." + reader;
            boolean all = reader.equals("watcher");
            settings.put(key + ".token.value", all ? TOKEN : "s3cr3t-east");
            settings.put(key + ".repositories", all ? "*" : "registry.example/**");
            settings.put(key + ".clusters", all ? "*" : "east");
        }
        return settings;
    }

    /// A stream that is being read.
    private static final class Watching implements AutoCloseable {

        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final List<String> ids = new CopyOnWriteArrayList<>();
        private final List<JsonNode> items = new CopyOnWriteArrayList<>();
        private final List<String> comments = new CopyOnWriteArrayList<>();
        private volatile boolean ended;

        Watching(String token, String query, Optional<String> last) {
            var request =
                    HttpRequest.newBuilder(URI.create(client.at() + "/api/v1/stream" + query))
                            .header("Authorization", "Bearer " + token);
            last.ifPresent(id -> request.header("Last-Event-ID", id));
            Thread.ofVirtual().start(() -> read(request.build()));
        }

        private void read(HttpRequest request) {
            try (Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body()) {
                lines.forEach(this::line);
            } catch (IOException | RuntimeException closed) {
                // Said by `ended`.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                ended = true;
            }
        }

        private void line(String line) {
            if (line.startsWith("id: ")) {
                ids.add(line.substring(4));
            } else if (line.startsWith("data: ")) {
                items.add(Log.json(line.substring(6)));
            } else if (line.startsWith(":")) {
                comments.add(line);
            }
        }

        List<String> places() {
            return items.stream().map(RecordIT::at).toList();
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    @Test
    void showsWhatComesAndOutlivesTheTimeoutsOfSilentSenders() {
        try (var watching = new Watching(TOKEN, "", Optional.empty())) {
            Eventually.eventually(() -> assertThat(watching.comments).hasSizeGreaterThan(15));
            var before = everything();

            past.goOn(50);

            var expected = everything();
            expected.removeAll(before);
            Eventually.eventually(() ->
                    assertThat(watching.places()).containsExactlyInAnyOrderElementsOf(expected));
            assertThat(watching.ended).isFalse();
        }
    }

    @Test
    void goesOnWhereItWasWithoutAGap() {
        String last;
        List<String> seen;
        List<String> before;
        try (var watching = new Watching(TOKEN, "", Optional.empty())) {
            Eventually.eventually(() -> assertThat(watching.ids).isNotEmpty());
            before = everything();
            past.goOn(30);
            Eventually.eventually(() -> assertThat(watching.items).hasSizeGreaterThan(10));
            // As one that was cut in the middle.
            int cut = 7;
            seen = watching.places().subList(0, cut);
            last = watching.ids.get(cut);
        }
        past.goOn(30);

        try (var again = new Watching(TOKEN, "", Optional.of(last))) {
            past.goOn(30);
            var expected = everything();
            expected.removeAll(before);
            expected.removeAll(seen);
            Eventually.eventually(
                    () -> assertThat(again.places()).containsExactlyInAnyOrderElementsOf(expected));
        }
    }

    @Test
    void showsOnlyWhatIsAskedForAndAllowed() {
        try (var watching = new Watching("s3cr3t-east", "?kind=Written", Optional.empty());
                var events = new Watching(TOKEN, "?source=ci", Optional.empty())) {
            Eventually.eventually(() -> assertThat(watching.ids).isNotEmpty());
            Eventually.eventually(() -> assertThat(events.ids).isNotEmpty());
            past.goOn(200);

            Eventually.eventually(() -> assertThat(watching.items).hasSizeGreaterThan(5));
            Eventually.eventually(() -> assertThat(events.items).hasSizeGreaterThan(5));
            assertThat(watching.items)
                    .allMatch(item -> item.at("/data/cluster").asText().equals("east"))
                    .allMatch(item -> item.at("/data/kind").asText().equals("Written"))
                    .allMatch(item -> item.get("image").asText().startsWith("registry.example/"));
            assertThat(events.items)
                    .allMatch(item -> item.at("/data/origin/source").asText().equals("ci"));
        }
    }

    @Test
    void newRecordsMoveNoPage() {
        String image = RecordedPast.image(11).toString();
        var before =
                PlainReading.of(kafka.bootstrapServers())
                        .events(line -> line.key().equals(image))
                        .reversed();
        Eventually.eventually(() ->
                assertThat(client.walk("/events", Map.of("image", image))).hasSameSizeAs(before));

        var walked =
                client.walk("/events", Map.of("image", image, "limit", "3"), () -> past.goOn(100));

        assertThat(walked.stream().map(RecordIT::at))
                .containsExactlyElementsOf(before.stream().map(PlainReading.Line::at).toList());
    }

    @Test
    void cutsAReaderThatDoesNotRead() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setReceiveBufferSize(4096);
            socket.getOutputStream()
                    .write(
                            ("GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nLast-Event-ID: \r\n"
                                            + "Authorization: Bearer "
                                            + TOKEN
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            var answer =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).contains("200");

            Eventually.eventually(
                    Duration.ofMinutes(1),
                    () -> assertThat(gauge("pushwire_streams ")).isEqualTo(0.0));
        }
    }

    private static double gauge(String name) {
        return listener.get("/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElse(-1);
    }

    private static List<String> everything() {
        var plain = PlainReading.of(kafka.bootstrapServers());
        var all =
                Stream.concat(plain.events(_ -> true).stream(), plain.outcomes(_ -> true).stream())
                        .map(PlainReading.Line::at)
                        .toList();
        return new ArrayList<>(all);
    }
}
