// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
@ParameterizedClass(name = "{0}")
@MethodSource("io.pushwire.sandbox.Rung#all")
class WatchIT {
    private final Rung rung;
    private TestClient client;
    private Rung.Namespace namespace;
    private String secrets;

    WatchIT(Rung rung) {
        this.rung = rung;
    }

    @BeforeEach
    void start() {
        client = new TestClient(rung.baseUrl());
        namespace = Rung.Namespace.create(client);
        secrets = namespace.path("v1/secrets");
    }

    @AfterEach
    void stop() {
        namespace.close();
        client.close();
    }

    @Test
    void tellsWhatIsThereAndThenWhatHappens() {
        client.post(secrets, secret("web"));
        try (var watch = client.watch(secrets + "?watch=true&resourceVersion=0")) {
            assertEvent(watch.next(), "ADDED", "web");
            client.merge(secrets + "/web", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
            assertEvent(watch.next(), "MODIFIED", "web");
            client.delete(secrets + "/web");
            assertEvent(watch.next(), "DELETED", "web");
        }
    }

    @Test
    void goesOnFromAResourceVersion() {
        var made = client.post(secrets, secret("web"));
        client.post(secrets, secret("api"));
        var from = made.text("metadata", "resourceVersion");
        try (var watch = client.watch(secrets + "?watch=true&resourceVersion=" + from)) {
            assertEvent(watch.next(), "ADDED", "api");
        }
    }

    @Test
    void tellsOfADeletionWhenAnObjectLeavesTheSelector() {
        var made = client.post(secrets, secret("web"));
        var from = made.text("metadata", "resourceVersion");
        var path = secrets + "?watch=true&labelSelector=app%3Dweb&resourceVersion=" + from;
        try (var watch = client.watch(path)) {
            client.merge(secrets + "/web", "{\"metadata\":{\"labels\":{\"app\":\"x\"}}}");
            var gone = watch.next();
            client.merge(secrets + "/web", "{\"metadata\":{\"labels\":{\"app\":\"web\"}}}");

            assertEvent(gone, "DELETED", "web");
            assertThat(Trees.text(gone, "object", "metadata", "labels", "app")).isEqualTo("web");
            assertEvent(watch.next(), "ADDED", "web");
        }
    }

    /// The real server sends none that says no more than the event that the watch began with.
    @Test
    void sendsBookmarksAndEndsInTime() {
        var from = client.get(secrets).text("metadata", "resourceVersion");
        client.post(secrets, secret("web"));
        var path =
                secrets
                        + "?watch=true&allowWatchBookmarks=true&timeoutSeconds=5&resourceVersion="
                        + from;
        try (var watch = client.watch(path)) {
            assertEvent(watch.next(), "ADDED", "web");
            var made = client.post(secrets, secret("api")).text("metadata", "resourceVersion");
            var last = watch.next();
            while (!watch.hasEnded()) {
                last = watch.next();
            }
            assertThat(Trees.text(last, "type")).isEqualTo("BOOKMARK");
            assertThat(Long.parseLong(Trees.text(last, "object", "metadata", "resourceVersion")))
                    .isGreaterThanOrEqualTo(Long.parseLong(made));
        }
    }

    @Test
    void endsTheServersSideWhenTheClientGoes() {
        var watch = client.watch(secrets + "?watch=true&resourceVersion=0");
        TestClient.awaitThat(() -> rung.faults().openWatches() > 0);

        watch.close();

        TestClient.awaitThat(() -> rung.faults().openWatches() == 0);
    }

    private static void assertEvent(JsonObject event, String type, String name) {
        assertThat(Trees.text(event, "type")).isEqualTo(type);
        assertThat(Trees.text(event, "object", "metadata", "name")).isEqualTo(name);
    }

    /// No controller of a cluster writes to it.
    private static String secret(String name) {
        return "{\"metadata\":{\"name\":\"%s\",\"labels\":{\"app\":\"%s\"}}}".formatted(name, name);
    }
}
