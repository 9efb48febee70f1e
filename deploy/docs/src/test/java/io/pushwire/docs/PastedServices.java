// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.ImageTag;
import io.pushwire.sandbox.Options;
import io.pushwire.sandbox.SandboxCluster;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.KafkaProcess;
import io.pushwire.testing.Markdown;
import io.pushwire.testing.Ports;
import io.pushwire.testing.RegistryProcess;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Both services as the README starts them, by its own text, on a broker, a registry and a cluster
/// that are real processes or, for the cluster, the sandbox. The addresses of the text are replaced
/// by those that are free here, and nothing else.
final class PastedServices implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    private final Path directory;
    private final KafkaProcess kafka = KafkaProcess.start();
    private final SandboxCluster cluster = SandboxCluster.start(Options.defaults().rollouts(true));
    private final int listenerPort = Ports.free();
    private final int syncerPort = Ports.free();
    private final RegistryProcess registry;
    private final Shell.Running listener;
    private final Shell.Running syncer;

    /// What the README says.
    ///
    /// @param notifications to a registry
    /// @param listener starts it
    /// @param syncer starts it
    record Texts(Markdown.Block notifications, Markdown.Block listener, Markdown.Block syncer) {}

    /// @param directory in which everything is pasted
    PastedServices(Path directory, Texts texts) throws IOException {
        this.directory = directory;
        Files.createSymbolicLink(directory.resolve("deploy"), Markdown.root().resolve("deploy"));
        Path kube = Files.createDirectories(directory.resolve(".kube"));
        Files.writeString(kube.resolve("config"), cluster.kubeconfig());
        registry =
                RegistryProcess.start(
                        new RegistryProcess.Setup(
                                Optional.empty(),
                                "",
                                texts.notifications()
                                        .text()
                                        .replace(
                                                "listener.example.com:8080",
                                                "127.0.0.1:" + listenerPort)));
        cluster.load(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: default}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: '%s'}]}
                """
                        .formatted(image()));
        listener =
                shell(Map.of("LISTENER_PORT", String.valueOf(listenerPort)))
                        .start(here(texts.listener().text()));
        awaitReady(listener, listenerPort);
        syncer =
                shell(Map.of("MICRONAUT_SERVER_PORT", String.valueOf(syncerPort)))
                        .start(here(texts.syncer().text()));
        awaitReady(syncer, syncerPort);
    }

    ImageTag image() {
        return new ImageTag(registry.host(), "team/web", "1");
    }

    /// With the addresses that are free here.
    String here(String text) {
        return text.replace("127.0.0.1:9092", kafka.bootstrapServers())
                .replace("127.0.0.1:5000", registry.host());
    }

    Shell.Result run(Duration deadline, String text) {
        return shell(Map.of()).run(deadline, here(text));
    }

    /// A push, and what the cluster does about it.
    void pushAndAwaitThePatch() {
        ImagePusher.to(registry).push("team/web", "1", "pasted");
        Eventually.eventually(
                START,
                () ->
                        assertThat(cluster.journal().entries(entry -> entry.name().equals("web")))
                                .as(listener.output() + syncer.output())
                                .anyMatch(entry -> entry.applied()));
    }

    String listenerMetrics() throws IOException {
        return get(listenerPort, "/prometheus");
    }

    String syncerMetrics() throws IOException {
        return get(syncerPort, "/prometheus");
    }

    private Shell shell(Map<String, String> further) {
        // A JVM asks the system for the user's home, whatever HOME says.
        var variables =
                new HashMap<>(
                        Map.of(
                                "HOME",
                                directory.toString(),
                                "JAVA_OPTS",
                                "-Duser.home=" + directory));
        variables.putAll(further);
        return new Shell(directory, variables);
    }

    static void awaitReady(Shell.Running service, int port) {
        Eventually.eventually(
                START,
                () -> {
                    assertThat(get(port, "/health/readiness")).as(service.output()).isNotEmpty();
                });
    }

    static String get(int port, String path) throws IOException {
        var asked =
                (HttpURLConnection)
                        URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        try (var in = asked.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        syncer.close();
        listener.close();
        registry.close();
        cluster.close();
        kafka.close();
    }
}
