// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The JDK's client, talking to a sandbox as any program would.
final class TestClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    TestClient(SandboxCluster sandbox) {
        this(sandbox.baseUrl());
    }

    TestClient(URI base) {
        this.base = base;
    }

    record Reply(int code, JsonObject body) {
        String text(String... path) {
            return Trees.text(body, path);
        }

        long number(String... path) {
            return Trees.number(body, -1, path);
        }
    }

    Reply get(String path) {
        return send("GET", path, "", "");
    }

    Reply post(String path, String body) {
        return send("POST", path, "application/json", body);
    }

    Reply put(String path, JsonObject body) {
        return send("PUT", path, "application/json", body.toString());
    }

    Reply delete(String path) {
        return send("DELETE", path, "", "");
    }

    Reply merge(String path, String patch) {
        return send("PATCH", path, "application/merge-patch+json", patch);
    }

    Reply jsonPatch(String path, String patch) {
        return send("PATCH", path, "application/json-patch+json", patch);
    }

    Reply send(String method, String path, String contentType, String body) {
        try {
            return reply(
                    client.send(request(method, path, contentType, body), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<Reply> later(String method, String path, String contentType, String body) {
        return client.sendAsync(request(method, path, contentType, body), BodyHandlers.ofString())
                .thenApply(TestClient::reply);
    }

    private HttpRequest request(String method, String path, String contentType, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        return contentType.isEmpty()
                ? request.build()
                : request.header("Content-Type", contentType).build();
    }

    private static Reply reply(HttpResponse<String> response) {
        var text = response.body();
        return new Reply(
                response.statusCode(),
                text.startsWith("{") ? Trees.object(text) : Trees.builder().build());
    }

    /// The events of a watch, one by one.
    record Watch(Stream<String> lines, Iterator<String> events) implements AutoCloseable {
        JsonObject next() {
            return Trees.object(events.next());
        }

        boolean hasEnded() {
            return !events.hasNext();
        }

        @Override
        public void close() {
            lines.close();
        }
    }

    Watch watch(String path) {
        try {
            var lines =
                    client.send(
                                    HttpRequest.newBuilder(URI.create(base + path)).build(),
                                    BodyHandlers.ofLines())
                            .body();
            return new Watch(lines, lines.iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Lists a collection, and watches it from there, until one object is as wanted.
    JsonObject await(String collection, Predicate<JsonObject> wanted) {
        var list = get(collection);
        var there =
                Trees.listAt(list.body(), "items").getValuesAs(JsonObject.class).stream()
                        .filter(wanted)
                        .findFirst();
        if (there.isPresent()) {
            return there.get();
        }
        var from = list.text("metadata", "resourceVersion");
        try (var watch = watch(collection + "?watch=1&timeoutSeconds=10&resourceVersion=" + from)) {
            while (!watch.hasEnded()) {
                var event = watch.next();
                var object = Trees.objectAt(event, "object");
                switch (Trees.text(event, "type")) {
                    case "ERROR" ->
                            throw new AssertionError(
                                    "The watch of " + collection + " ended: " + object);
                    case "DELETED" -> {}
                    default -> {
                        if (wanted.test(object)) {
                            return object;
                        }
                    }
                }
            }
        }
        throw new AssertionError("No object in " + collection + " became as wanted in 10 s");
    }

    /// For what no watch tells of.
    static void awaitThat(BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come true in " + PATIENCE);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    static String deployment(String name, String image) {
        return """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%s","labels":{"app":"%s"}},
         "spec":{"selector":{"matchLabels":{"app":"%s"}},
                 "template":{"metadata":{"labels":{"app":"%s"}},
                             "spec":{"containers":[{"name":"main","image":"%s"}]}}}}
        """
                .formatted(name, name, name, name, image);
    }
}
