// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The requests that a controller makes of an API server.
final class Api implements AutoCloseable {
    private static final String MANAGER = "sandbox-rollouts";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// What becomes of a write when somebody else was faster: the watch will tell.
    private static final Set<Integer> OVERTAKEN = Set.of(404, 409);

    private final RolloutOptions options;
    private final HttpClient client;

    Api(RolloutOptions options) {
        this.options = options;
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        options.tls().ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    JsonObject list(String path) throws IOException, InterruptedException {
        var answer = client.send(to(path).timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw failed("list", path, answer.statusCode(), answer.body());
        }
        return Trees.object(answer.body());
    }

    /// The lines of a watch; close it to end it.
    HttpResponse<Stream<String>> watch(String path) throws IOException, InterruptedException {
        var answer = client.send(to(path).build(), BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw failed("watch", path, answer.statusCode(), "");
        }
        return answer;
    }

    Optional<JsonObject> get(Place place) throws IOException, InterruptedException {
        return send("get", place.path(), to(place.path()));
    }

    /// Empty when it is there already.
    Optional<JsonObject> create(Place place, JsonObject object)
            throws IOException, InterruptedException {
        var path = place.parent() + "?fieldManager=" + MANAGER;
        return send(
                "create",
                path,
                to(path).header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(object.toString())));
    }

    /// Empty when it is gone.
    Optional<JsonObject> patch(Place place, String subresource, JsonObject patch)
            throws IOException, InterruptedException {
        var path = place.path() + subresource + "?fieldManager=" + MANAGER;
        return send(
                "patch",
                path,
                to(path).header("Content-Type", "application/merge-patch+json")
                        .method("PATCH", BodyPublishers.ofString(patch.toString())));
    }

    /// Only this very object, not one that came after it under the same name.
    void delete(Place place, String uid) throws IOException, InterruptedException {
        var body =
                Trees.builder()
                        .add("kind", "DeleteOptions")
                        .add("apiVersion", "v1")
                        .add("gracePeriodSeconds", 0)
                        .add("preconditions", Trees.builder().add("uid", uid))
                        .build();
        var _ =
                send(
                        "delete",
                        place.path(),
                        to(place.path())
                                .header("Content-Type", "application/json")
                                .method("DELETE", BodyPublishers.ofString(body.toString())));
    }

    private Optional<JsonObject> send(String verb, String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        var answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (OVERTAKEN.contains(answer.statusCode())) {
            return Optional.empty();
        }
        if (answer.statusCode() >= 300) {
            throw failed(verb, path, answer.statusCode(), answer.body());
        }
        return Optional.of(
                answer.body().isEmpty()
                        ? JsonValue.EMPTY_JSON_OBJECT
                        : Trees.object(answer.body()));
    }

    private HttpRequest.Builder to(String path) {
        var request =
                HttpRequest.newBuilder(URI.create(options.baseUrl() + path))
                        .header("Accept", "application/json")
                        .header("User-Agent", MANAGER);
        options.headers().forEach(request::header);
        return request;
    }

    private static IOException failed(String verb, String path, int code, String body) {
        return new IOException(
                "Tried to %s %s but was answered %d: %s".formatted(verb, path, code, body));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
