// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.pushwire.kafka.Topics;
import io.pushwire.listener.SecretSenders.Sender;
import io.pushwire.listener.webhook.Dialects;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.Ports;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every sample of every dialect, from sources with credentials of every kind that the dialect can
/// have: what is good, what is refused, what is broken and what is not genuine. Then all topics are
/// read whole.
final class NoSecretInTopicsIT {

    private static final Path SAMPLES = Path.of("src/test/resources/webhook");
    private static final String ASKED = "secret-asked";
    private static final Map<String, List<String>> FOLDERS =
            Map.of(
                    "distribution", List.of("distribution-2.8.2", "distribution-3.1.1"),
                    "harbor", List.of("harbor-default", "harbor-cloudevents"),
                    "docker-hub", List.of("dockerhub"),
                    "google-artifact-registry", List.of("gar"),
                    "acr-event-grid", List.of("acr"),
                    "forgejo", List.of("gitea"));

    @TempDir private Path directory;

    private final Canaries canaries = new Canaries();

    @Test
    void whateverIsSent() throws IOException {
        assertThat(SecretSenders.KINDS.keySet())
                .containsExactlyInAnyOrderElementsOf(Dialects.all().names());
        var lines = new Lines();
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var ours = (Logger) LoggerFactory.getLogger("io.pushwire");
        ours.setLevel(Level.TRACE);
        root.addAppender(lines);
        lines.start();
        try (var issuer = new Issuer()) {
            var senders = new SecretSenders(canaries, issuer);
            try (var listener = TestListener.start(EmbeddedKafka.bootstrapServers(), all(senders));
                    var log = new Log(EmbeddedKafka.bootstrapServers())) {
                listener.awaitReadiness();
                senders.all().forEach(sender -> send(listener, senders, sender));
                ask(listener, log);
                nothingInTopics(log, senders);
            }
        } finally {
            root.detachAppender(lines);
            ours.setLevel(null);
        }
        assertThat(lines.seen).anyMatch(line -> line.contains("accepted"));
        assertThat(canaries.in(String.join("\n", lines.seen))).as("in the log").isEmpty();
    }

    private Map<String, Object> all(SecretSenders senders) throws IOException {
        var settings = new HashMap<>(senders.settings(NoSecretInTopicsIT::hosts));
        Path password = directory.resolve("password");
        Files.writeString(password, canaries.next("password of the registry", "+/="));
        String at = "pushwire.sources." + ASKED + ".";
        settings.put(at + "dialect", "generic");
        settings.put(at + "registry", "127.0.0.1:" + Ports.free());
        settings.put(at + "auth.allow-anonymous", "true");
        settings.put(at + "look-up.plain-http", "true");
        settings.put(at + "look-up.username", canaries.next("user of the registry", ""));
        settings.put(at + "look-up.password-from", password.toString());
        settings.put("pushwire.settler.give-up-after", "1s");
        settings.put("pushwire.ack-timeout", "25s");
        return settings;
    }

    private void send(TestListener listener, SecretSenders senders, Sender sender) {
        for (JsonNode request : requests(sender.dialect())) {
            String body = body(sender, request);
            String broken = body.substring(0, body.length() / 2);
            for (String sent : List.of(body, broken)) {
                int status =
                        status(listener, senders.genuine(listener, sender, sent), request, sender);
                assertThat(status)
                        .as(sender.name())
                        .isIn(
                                sender.dialect().equals("generic")
                                        ? Set.of(200, 202, 400, 422)
                                        : Set.of(200, 202));
            }
            assertThat(status(listener, senders.guessed(listener, sender, body), request, sender))
                    .as(sender.name())
                    .isEqualTo(401);
        }
    }

    /// With what the registry sends besides, and credentials where nobody asked for them.
    private int status(
            TestListener listener, HttpRequest.Builder request, JsonNode sample, Sender sender) {
        sample.get("headers")
                .properties()
                .forEach(header -> {
                    if (!header.getKey()
                            .matches(
                                    "(?i)host|connection|content-length|authorization|x-.*signature.*|x-jfrog.*|from")) {
                        request.header(header.getKey(), header.getValue().asText());
                    }
                });
        request.header("Cookie", "session=" + canaries.next("cookie", ""));
        request.header("Proxy-Authorization", "Bearer " + canaries.next("for a proxy", "+/="));
        request.header("X-Api-Key", canaries.next("key of an API", "+/="));
        if (sender.kind().equals("path")) {
            request.header("Authorization", "Bearer " + canaries.next("unasked", "+/="));
        }
        return listener.send(request).statusCode();
    }

    private static List<JsonNode> requests(String dialect) {
        return samples(dialect)
                .flatMap(sample -> {
                    var all = new ArrayList<JsonNode>();
                    sample.get("requests").forEach(all::add);
                    return all.stream();
                })
                .toList();
    }

    /// Which hosts the samples of a dialect name.
    private static List<String> hosts(String dialect) {
        return samples(dialect)
                .flatMap(sample -> sample.findValuesAsText("registryHostInPayload").stream())
                .map(host -> host.replaceFirst(" .*", ""))
                .filter(host -> host.contains(".") && !host.equals("registry.example"))
                .distinct()
                .toList();
    }

    private static Stream<JsonNode> samples(String dialect) {
        return FOLDERS.getOrDefault(dialect, List.of(dialect)).stream()
                .flatMap(NoSecretInTopicsIT::files)
                .filter(file ->
                        !file.toString().contains("/acr/")
                                || file.toString().contains("eventgrid")
                                        == dialect.equals("acr-event-grid"))
                .map(file -> Log.json(read(file)));
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.list(SAMPLES.resolve(folder))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// GitLab's events carry a token of the user who pushed.
    private String body(Sender sender, JsonNode request) {
        if (request.has("bodyText")) {
            return request.get("bodyText").asText();
        }
        JsonNode body = request.get("body");
        if (sender.dialect().equals("gitlab")) {
            for (JsonNode event : body.withArray("events")) {
                ((ObjectNode) event)
                        .withObject("actor")
                        .put("user", "eyJ0eXAi." + canaries.next("token of GitLab's user", "_-"));
            }
        }
        return body.toString();
    }

    /// The registry cannot be asked, so the settler gives up and keeps the question.
    private void ask(TestListener listener, Log log) {
        String host =
                listener.context()
                        .getProperty("pushwire.sources." + ASKED + ".registry", String.class)
                        .orElseThrow();
        listener.post(ASKED, "{\"image\":\"%s/team/asked:1\"}".formatted(host));
        Eventually.eventually(() -> assertThat(log.deadLetters(ASKED)).isNotEmpty());
    }

    private void nothingInTopics(Log log, SecretSenders senders) {
        var found = new TreeSet<String>();
        var events = new TreeSet<String>();
        var letters = new TreeSet<String>();
        for (String topic : log.topics("pushwire.")) {
            for (ConsumerRecord<byte[], byte[]> one : log.all(topic)) {
                canaries.in(text(one)).forEach(what -> found.add(topic + " has: " + what));
                if (topic.equals(Topics.IMAGE_EVENTS)) {
                    events.add(Log.json(one.value()).at("/origin/source").asText());
                }
                if (topic.equals(Topics.DEAD_LETTERS)) {
                    letters.add(Log.text(one.key()));
                }
            }
        }
        assertThat(found).isEmpty();
        Set<String> all =
                senders.all().stream()
                        .filter(sender -> !sender.limited())
                        .map(Sender::name)
                        .collect(Collectors.toSet());
        assertThat(events).as("who said something").containsAll(all);
        assertThat(letters).as("who was refused").containsAll(limited(senders));
    }

    private static Set<String> limited(SecretSenders senders) {
        return senders.all().stream()
                .filter(Sender::limited)
                .map(Sender::name)
                .collect(Collectors.toSet());
    }

    /// All that a record has; what stands in it in base64 as what it is, too.
    private static String text(ConsumerRecord<byte[], byte[]> one) {
        String headers =
                Stream.of(one.headers().toArray())
                        .map(header -> header.key() + ": " + Log.text(header.value()))
                        .collect(Collectors.joining("\n"));
        String value = one.value() == null ? "" : Log.text(one.value());
        String key = one.key() == null ? "" : Log.text(one.key());
        String whole = key + "\n" + headers + "\n" + value;
        if (!one.topic().equals(Topics.DEAD_LETTERS)) {
            return whole;
        }
        byte[] body = Base64.getDecoder().decode(Log.json(value).get("body").asText());
        return whole + "\n" + new String(body, StandardCharsets.UTF_8);
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getFormattedMessage() + " " + event.getKeyValuePairs());
        }
    }
}
