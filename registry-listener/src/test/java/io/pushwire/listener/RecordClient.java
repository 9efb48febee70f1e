// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.testing.Eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Somebody who asks a listener about the record.
///
/// @param at `http://host:port`
record RecordClient(String at, String token) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final int PATIENCE = 100_000;

    static RecordClient of(TestListener listener, String token) {
        return new RecordClient("http://127.0.0.1:" + listener.port(), token);
    }

    HttpResponse<String> get(String path, Map<String, String> parameters) {
        String query =
                parameters.entrySet().stream()
                        .map(entry ->
                                entry.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        at
                                                + "/api/v1"
                                                + path
                                                + (query.isEmpty() ? "" : "?" + query)))
                        .header("Authorization", "Bearer " + token)
                        .timeout(Duration.ofMinutes(1))
                        .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    JsonNode ask(String path, Map<String, String> parameters) {
        var answer = get(path, parameters);
        assertThat(answer.statusCode()).as(path + parameters + answer.body()).isEqualTo(200);
        return Log.json(answer.body());
    }

    /// One page after the other, to the end.
    List<JsonNode> walk(String path, Map<String, String> parameters) {
        return walk(path, parameters, () -> {});
    }

    /// @param between done after each page
    List<JsonNode> walk(String path, Map<String, String> parameters, Runnable between) {
        var items = new ArrayList<JsonNode>();
        var asked = new HashMap<>(parameters);
        for (int page = 0; page < PATIENCE; page++) {
            JsonNode answer = ask(path, asked);
            answer.get("items").forEach(items::add);
            Optional<JsonNode> next = Optional.ofNullable(answer.get("next"));
            if (next.isEmpty()) {
                return items;
            }
            assertThat(answer.get("items")).as("a page that is not the last").isNotEmpty();
            asked.put("cursor", next.get().asText());
            between.run();
        }
        throw new AssertionError("no end of " + path + parameters);
    }

    void awaitReady() {
        Eventually.eventually(
                Duration.ofMinutes(5),
                () -> assertThat(get("/events", Map.of("limit", "1")).statusCode()).isEqualTo(200));
    }
}
