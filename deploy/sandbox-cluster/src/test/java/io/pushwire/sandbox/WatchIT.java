// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static io.pushwire.sandbox.TestClient.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

@Timeout(20)
class WatchIT {
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";

    private SandboxCluster sandbox;
    private TestClient client;

    @BeforeEach
    void start() {
        sandbox =
                SandboxCluster.start(
                        Options.defaults()
                                .rollouts(false)
                                .historySize(3)
                                .bookmarkEvery(Duration.ofMillis(50)));
        client = new TestClient(sandbox);
    }

    @AfterEach
    void stop() {
        client.close();
        sandbox.close();
    }

    @Test
    void tellsWhatIsThereAndThenWhatHappens() {
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        try (var watch = client.watch(DEPLOYMENTS + "?watch=true")) {
            assertEvent(watch.next(), "ADDED", "web");
            client.merge(DEPLOYMENTS + "/web", "{\"spec\":{\"replicas\":2}}");
            assertEvent(watch.next(), "MODIFIED", "web");
            client.delete(DEPLOYMENTS + "/web");
            assertEvent(watch.next(), "DELETED", "web");
        }
    }

    @Test
    void goesOnFromAResourceVersion() {
        var made = client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        client.post(DEPLOYMENTS, deployment("api", "shop/api:1"));
        var from = made.text("metadata", "resourceVersion");
        try (var watch = client.watch(DEPLOYMENTS + "?watch=true&resourceVersion=" + from)) {
            assertEvent(watch.next(), "ADDED", "api");
        }
    }

    @Test
    void tellsOfADeletionWhenAnObjectLeavesTheSelector() {
        var made = client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        var from = made.text("metadata", "resourceVersion");
        var path = DEPLOYMENTS + "?watch=true&labelSelector=app%3Dweb&resourceVersion=" + from;
        try (var watch = client.watch(path)) {
            client.merge(DEPLOYMENTS + "/web", "{\"metadata\":{\"labels\":{\"app\":\"x\"}}}");
            var gone = watch.next();
            client.merge(DEPLOYMENTS + "/web", "{\"metadata\":{\"labels\":{\"app\":\"web\"}}}");

            assertEvent(gone, "DELETED", "web");
            assertThat(Trees.text(gone, "object", "metadata", "labels", "app")).isEqualTo("web");
            assertEvent(watch.next(), "ADDED", "web");
        }
    }

    @Test
    void sendsBookmarksAndEndsInTime() {
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        var path = DEPLOYMENTS + "?watch=true&allowWatchBookmarks=true&timeoutSeconds=1";
        try (var watch = client.watch(path)) {
            assertEvent(watch.next(), "ADDED", "web");
            var last = watch.next();
            while (!watch.hasEnded()) {
                last = watch.next();
            }
            var now = client.get(DEPLOYMENTS).text("metadata", "resourceVersion");
            assertThat(Trees.text(last, "type")).isEqualTo("BOOKMARK");
            assertThat(Trees.text(last, "object", "metadata", "resourceVersion")).isEqualTo(now);
        }
    }

    @Test
    void saysThatItIsTooLateWhenTheHistoryIsShorter() {
        var made = client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        for (var replicas = 2; replicas < 7; replicas++) {
            client.merge(DEPLOYMENTS + "/web", "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
        }
        var from = made.text("metadata", "resourceVersion");
        try (var watch = client.watch(DEPLOYMENTS + "?watch=true&resourceVersion=" + from)) {
            var event = watch.next();
            assertThat(Trees.text(event, "type")).isEqualTo("ERROR");
            assertThat(Trees.number(event, 0, "object", "code")).isEqualTo(410);
            assertThat(Trees.text(event, "object", "reason")).isEqualTo("Expired");
            assertThat(watch.hasEnded()).isTrue();
        }
    }

    @Test
    void endsTheServersSideWhenTheClientGoes() {
        var watch = client.watch(DEPLOYMENTS + "?watch=true");
        TestClient.awaitThat(() -> sandbox.faults().openWatches() == 1);

        watch.close();

        TestClient.awaitThat(() -> sandbox.faults().openWatches() == 0);
    }

    private static void assertEvent(JsonObject event, String type, String name) {
        assertThat(Trees.text(event, "type")).isEqualTo(type);
        assertThat(Trees.text(event, "object", "metadata", "name")).isEqualTo(name);
    }
}
