// SPDX-License-Identifier: Apache-2.0
package io.pushwire.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.Digest;
import io.pushwire.sandbox.SandboxCluster;
import io.pushwire.testing.DockerEngine;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.KafkaProcess;
import io.pushwire.testing.Ports;
import io.pushwire.testing.RegistryProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// A push to a real registry goes through containers of the images, hardened as in a cluster and
/// configured as by docker compose, to the PATCH.
@Tag("docker")
@Timeout(300)
final class ContainersIT {

    private static final String AUTHORIZATION = "Bearer laptop-only";
    private static final int SOMETHING_IS_OUT_OF_DATE = 3;
    private static final Path COMPOSE = Path.of("../compose/config");
    private static final String RUNS_AS = "Uid:\t10001\t10001\t10001\t10001";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    @TempDir Path mounted;

    private int listenerPort;
    private RegistryProcess registry;
    private SandboxCluster cluster;

    @BeforeEach
    void start() throws Exception {
        Docker.assumeRuns(BuiltImage.REGISTRY_LISTENER);
        listenerPort = Ports.free();
        registry =
                part(
                        RegistryProcess.start(
                                RegistryProcess.Setup.ANONYMOUS.notifying(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + listenerPort
                                                        + "/hooks/laptop"),
                                        "Authorization",
                                        AUTHORIZATION)));
        cluster = part(SandboxCluster.start());
        try (Stream<Path> files = Files.list(COMPOSE)) {
            for (Path file : files.toList()) {
                Files.copy(file, mounted.resolve(file.getFileName()));
            }
        }
        cluster.load(
                Files.readString(mounted.resolve("web.yaml"))
                        .replace("localhost:5000", registry.host()));
        Files.writeString(mounted.resolve("cluster.kubeconfig"), cluster.kubeconfig());
        Files.setPosixFilePermissions(mounted, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
    }

    @Test
    void listenerAndSyncerBringAPushToTheCluster() throws Exception {
        Docker.load(BuiltImage.CLUSTER_SYNCER);
        String kafka = part(KafkaProcess.start()).bootstrapServers();
        int syncerPort = Ports.free();
        Container listener = listener(kafka);
        listener.awaitReady(listenerPort);
        Container syncer = syncer(kafka, syncerPort);
        syncer.awaitReady(syncerPort);

        Digest digest = ImagePusher.to(registry).push("team/web", "1", "pushed");

        awaitPinned(digest);
        assertLeftAlone(listener);
        assertLeftAlone(syncer);
    }

    @Test
    void theStandaloneBringsAPushToTheCluster() throws Exception {
        Docker.load(BuiltImage.STANDALONE);
        Container standalone =
                part(
                        Container.start(
                                Container.Setup.of(BuiltImage.STANDALONE, mounted)
                                        .with(source())
                                        .running(
                                                "--kubeconfig=/etc/pushwire/cluster.kubeconfig",
                                                "--config=/etc/pushwire/listener.yml",
                                                "--host=127.0.0.1",
                                                "--port=" + listenerPort)));
        standalone.awaitReady(listenerPort);

        Digest digest = ImagePusher.to(registry).push("team/web", "1", "pushed");

        awaitPinned(digest);
        assertLeftAlone(standalone);
    }

    @Test
    void theSyncersOneShotCommandRunsInAContainer() {
        Docker.load(BuiltImage.CLUSTER_SYNCER);
        ImagePusher.to(registry).push("team/web", "1", "pushed");
        ImagePusher.to(registry).push("team/db", "1", "pushed too");

        DockerEngine.Ended ended =
                Container.run(
                        Container.Setup.of(BuiltImage.CLUSTER_SYNCER, mounted)
                                .with(Map.of("KUBECONFIG", "/etc/pushwire/cluster.kubeconfig"))
                                .running("sync", "-n", "default"));

        assertThat(ended.output()).contains("2 out of date");
        assertThat(ended.code()).isEqualTo(SOMETHING_IS_OUT_OF_DATE);
    }

    @Test
    void theSandboxClusterAnswersInAContainer() throws Exception {
        Docker.load(BuiltImage.SANDBOX_CLUSTER);
        int port = Ports.free();
        Container sandbox =
                part(
                        Container.start(
                                Container.Setup.of(BuiltImage.SANDBOX_CLUSTER, mounted)
                                        .running("--port", String.valueOf(port))));

        Eventually.eventually(() ->
                assertThat(get(URI.create("http://127.0.0.1:" + port + "/version")))
                        .contains("gitVersion"));
        assertLeftAlone(sandbox);
    }

    private Container listener(String kafka) {
        Map<String, String> environment = new HashMap<>(source());
        environment.put("MICRONAUT_CONFIG_FILES", "/etc/pushwire/listener.yml");
        environment.put("PUSHWIRE_KAFKA_BOOTSTRAP_SERVERS", kafka);
        environment.put("LISTENER_HOST", "127.0.0.1");
        environment.put("LISTENER_PORT", String.valueOf(listenerPort));
        return part(
                Container.start(
                        Container.Setup.of(BuiltImage.REGISTRY_LISTENER, mounted)
                                .with(environment)));
    }

    private Container syncer(String kafka, int port) {
        return part(
                Container.start(
                        Container.Setup.of(BuiltImage.CLUSTER_SYNCER, mounted)
                                .with(
                                        Map.of(
                                                "MICRONAUT_CONFIG_FILES",
                                                "/etc/pushwire/syncer.yml",
                                                "KUBECONFIG",
                                                "/etc/pushwire/cluster.kubeconfig",
                                                "PUSHWIRE_KAFKA_BOOTSTRAP_SERVERS",
                                                kafka,
                                                "MICRONAUT_SERVER_HOST",
                                                "127.0.0.1",
                                                "MICRONAUT_SERVER_PORT",
                                                String.valueOf(port)))));
    }

    /// The registry of the test in place of the one of the configuration.
    private Map<String, String> source() {
        return Map.of(
                "PUSHWIRE_SOURCES_LAPTOP_REGISTRY", registry.host(),
                "PUSHWIRE_SOURCES_LAPTOP_LOOK_UP_ADDRESS", registry.host());
    }

    private void awaitPinned(Digest digest) throws Exception {
        Eventually.eventually(() ->
                assertThat(workload("web"))
                        .contains("\"image\":\"%s@%s\"".formatted(image("web"), digest)));
        assertThat(workload("db")).contains("\"image\":\"%s\"".formatted(image("db")));
        assertThat(
                        cluster.journal()
                                .count(entry ->
                                        entry.verb().equals("patch")
                                                && "pushwire".equals(entry.fieldManager())
                                                && entry.applied()))
                .isEqualTo(1);
    }

    private static void assertLeftAlone(Container container) throws Exception {
        assertThat(container.processStatus()).contains(RUNS_AS);
        assertThat(container.inspect("{{.State.Running}} {{.State.OOMKilled}} {{.RestartCount}}"))
                .isEqualTo("true false 0");
        assertThat(container.changed().lines())
                .allMatch(line -> line.matches("[AC] /(etc|etc/pushwire|tmp)"));
    }

    private String workload(String name) throws Exception {
        return get(
                cluster.baseUrl().resolve("/apis/apps/v1/namespaces/default/deployments/" + name));
    }

    private static String get(URI uri) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private String image(String name) {
        return registry.host() + "/team/" + name + ":1";
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }
}
