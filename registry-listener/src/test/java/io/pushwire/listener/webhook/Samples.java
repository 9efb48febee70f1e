// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The files of `src/test/resources/webhook`: requests that registries sent, or would send by their
/// source or documentation (each says which), and what a person made of them.
final class Samples {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Path ROOT = Path.of("src/test/resources/webhook");
    private static final Map<String, String> DIALECTS =
            Map.of(
                    "distribution-2.8.2", "distribution",
                    "distribution-3.1.1", "distribution",
                    "harbor-default", "harbor",
                    "harbor-cloudevents", "harbor",
                    "dockerhub", "docker-hub",
                    "gar", "google-artifact-registry");

    private Samples() {}

    record Sample(Path file, Dialect dialect, List<WebhookRequest> requests, JsonNode expected) {

        @Override
        public String toString() {
            return ROOT.relativize(file).toString();
        }
    }

    static List<Sample> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Samples::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Sample read(Path file) {
        try {
            JsonNode sample = JSON.readTree(file.toFile());
            return new Sample(
                    file,
                    Dialects.all().named(dialect(file)).orElseThrow(),
                    stream(sample.get("requests")).map(Samples::request).toList(),
                    sample.get("expected"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String dialect(Path file) {
        String folder = ROOT.relativize(file).getName(0).toString();
        return String.valueOf(file.getFileName()).startsWith("eventgrid-")
                ? "acr-event-grid"
                : DIALECTS.getOrDefault(folder, folder);
    }

    private static WebhookRequest request(JsonNode request) {
        var headers = new HashMap<String, List<String>>();
        request.get("headers")
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), List.of(header.getValue().asText())));
        String body =
                request.has("bodyText")
                        ? request.get("bodyText").asText()
                        : request.get("body").toString();
        return new WebhookRequest(new Headers(headers), body.getBytes(StandardCharsets.UTF_8));
    }
}
