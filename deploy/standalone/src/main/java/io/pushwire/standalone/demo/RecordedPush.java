// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/// The notification of a real registry, for machines that have none: recorded from Docker
/// Distribution 2.8.2, with image, time and id replaced.
final class RecordedPush {

    static final Digest DIGEST =
            new Digest("sha256:2c514d5c42c8e09d23f0c468f8b377bcd60d783f411a0c43e4f706fc2d84b321");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RecordedPush() {}

    static String notification(ImageTag tag) throws IOException {
        try (InputStream recorded =
                Objects.requireNonNull(
                        RecordedPush.class.getResourceAsStream("recorded-push.json"))) {
            return new String(recorded.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("127.0.0.1:5561", tag.host())
                    .replace("team/app2", tag.repository())
                    .replace("\"tag\": \"1.0\"", "\"tag\": \"" + tag.tag() + "\"")
                    .replace("2026-11-21T06:17:28.291368243Z", Instant.now().toString())
                    .replace("f00eab45-dcca-4cab-be5f-4ff57d66d834", UUID.randomUUID().toString());
        }
    }

    static void send(URI hook, String authorization, String notification)
            throws IOException, InterruptedException, DemoFailedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(hook)
                                    .timeout(PATIENCE)
                                    .header("Authorization", authorization)
                                    .header(
                                            "Content-Type",
                                            "application/vnd.docker.distribution.events.v1+json")
                                    .POST(HttpRequest.BodyPublishers.ofString(notification))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new DemoFailedException(
                        "the listener answered %d %s"
                                .formatted(answer.statusCode(), answer.body()));
            }
        }
    }
}
