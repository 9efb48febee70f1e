// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.pushwire.image.Digest;
import io.pushwire.sandbox.SandboxCluster;
import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.Ports;
import io.pushwire.testing.RegistryProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// What no notification ever told is rolled out all the same: real registry, real broker, both
/// services as processes of their own, and the sandbox cluster.
@Timeout(300)
final class LossIT {

    private static final String AUTHORIZATION = "Bearer loss";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path directory;

    private final Parts parts = new Parts();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int listenerPort = Ports.free();
    private String name;
    private SandboxCluster cluster;

    @BeforeEach
    void start() throws IOException {
        name = "loss-" + listenerPort;
        cluster = parts.add(SandboxCluster.start());
        Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig());
    }

    @AfterEach
    void end() {
        parts.close();
    }

    @Test
    void aPushThatNobodyToldOfIsRolledOut() throws Exception {
        RegistryProcess registry = parts.add(RegistryProcess.start());
        push(registry, 0, "first");
        deploy(registry, 1);
        startListener(registry);
        startSyncer();
        awaitBaselines(1);
        assertThat(patches()).as("the first look rolls nothing").isZero();

        Digest pushed = push(registry, 0, "second");

        eventually(
                PATIENCE, () -> assertThat(images()).containsExactly(pinned(registry, 0, pushed)));
        assertThat(patches()).isEqualTo(1);
    }

    @Test
    void fiftyPushesWhileTheListenerWasAwayAllArrive() throws Exception {
        int count = 50;
        RegistryProcess registry =
                parts.add(
                        RegistryProcess.start(
                                RegistryProcess.Setup.ANONYMOUS.notifying(
                                        URI.create(
                                                "http://127.0.0.1:" + listenerPort + "/hooks/test"),
                                        "Authorization",
                                        AUTHORIZATION)));
        IntStream.range(0, count).forEach(tag -> push(registry, tag, "first " + tag));
        // What it has queued for a listener that is away is lost with it.
        registry.stop();
        registry.startAgain();
        deploy(registry, count);
        ChildProcess listener = startListener(registry);
        startSyncer();
        awaitBaselines(count);
        listener.terminate();

        List<Digest> pushed =
                IntStream.range(0, count)
                        .mapToObj(tag -> push(registry, tag, "second " + tag))
                        .toList();
        registry.stop();
        registry.startAgain();
        assertThat(patches()).isZero();
        startListener(registry);

        List<String> wanted =
                IntStream.range(0, count)
                        .mapToObj(tag -> pinned(registry, tag, pushed.get(tag)))
                        .toList();
        eventually(
                PATIENCE, () -> assertThat(images()).containsExactlyInAnyOrderElementsOf(wanted));
        assertThat(patches()).isEqualTo(count);
    }

    private static Digest push(RegistryProcess registry, int tag, String text) {
        return ImagePusher.to(registry).push(repository(tag), "1", text);
    }

    private void deploy(RegistryProcess registry, int count) {
        for (int tag = 0; tag < count; tag++) {
            cluster.load(
                    """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web-%1$d, namespace: default}
                    spec:
                      selector: {matchLabels: {app: web-%1$d}}
                      template:
                        metadata: {labels: {app: web-%1$d}}
                        spec: {containers: [{name: web, image: "%2$s"}]}
                    """
                            .formatted(tag, image(registry, tag)));
        }
    }

    private ChildProcess startListener(RegistryProcess registry) {
        return parts.add(
                ServiceProcess.listener(
                        listenerPort,
                        List.of(
                                "pushwire.reconcile.interval=2s",
                                "pushwire.reconcile.first-within=1s",
                                "pushwire.settling-time=500ms",
                                "pushwire.sources.test.dialect=distribution",
                                "pushwire.sources.test.registry=" + registry.host(),
                                "pushwire.sources.test.look-up.plain-http=true",
                                "pushwire.sources.test.auth.header.name=Authorization",
                                "pushwire.sources.test.auth.header.value=" + AUTHORIZATION)));
    }

    private void startSyncer() {
        parts.add(
                ServiceProcess.syncer(
                        Ports.free(),
                        List.of(
                                "pushwire.cluster=" + name,
                                "pushwire.kubernetes.kubeconfig="
                                        + directory.resolve("kubeconfig"))));
    }

    private void awaitBaselines(int count) {
        eventually(
                PATIENCE,
                () ->
                        assertThat(
                                        get(
                                                URI.create(
                                                        "http://127.0.0.1:"
                                                                + listenerPort
                                                                + "/prometheus")))
                                .containsPattern(
                                        "pushwire_recheck_looks_total\\{[^}]*result=\"baseline\"[^}]*}"
                                            + " "
                                                + count
                                                + "\\.0"));
    }

    private List<String> images() throws IOException, InterruptedException {
        JsonNode found =
                JSON.readTree(
                        get(
                                cluster.baseUrl()
                                        .resolve("/apis/apps/v1/namespaces/default/deployments")));
        return found.get("items").findValues("containers").stream()
                .map(containers -> containers.get(0).get("image").asText())
                .toList();
    }

    private long patches() {
        return cluster.journal()
                .count(entry ->
                        entry.verb().equals("patch")
                                && entry.fieldManager().equals("pushwire")
                                && entry.applied());
    }

    private String get(URI uri) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String pinned(RegistryProcess registry, int tag, Digest digest) {
        return image(registry, tag) + "@" + digest;
    }

    private static String image(RegistryProcess registry, int tag) {
        return registry.host() + "/" + repository(tag) + ":1";
    }

    private static String repository(int tag) {
        return "team/web-" + tag;
    }
}
