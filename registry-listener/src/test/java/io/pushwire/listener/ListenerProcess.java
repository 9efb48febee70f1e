// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.Ports;

import org.assertj.core.api.Assertions;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A listener in a JVM of its own, as small as the smallest that is promised to work, with a source
/// `team` that has [TestListener#SECRET].
final class ListenerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final int port;

    private ListenerProcess(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Returns when it is ready.
    static ListenerProcess start(String... settings) throws IOException, InterruptedException {
        int port = Ports.free();
        var command =
                new ArrayList<String>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                RegistryListener.class.getName(),
                                "-micronaut.server.host=127.0.0.1",
                                "-micronaut.server.port=" + port,
                                "-pushwire.kafka.bootstrap-servers="
                                        + EmbeddedKafka.bootstrapServers(),
                                "-pushwire.sources.team.dialect=distribution",
                                "-pushwire.sources.team.registry=registry.example",
                                "-pushwire.sources.team.look-up.enabled=false",
                                "-pushwire.sources.team.auth.header.name=Authorization",
                                "-pushwire.sources.team.auth.header.value=" + TestListener.SECRET));
        for (String setting : settings) {
            command.add("-" + setting);
        }
        var started = new ListenerProcess(ChildProcess.start(command), port);
        try (var client = HttpClient.newHttpClient()) {
            Eventually.eventually(
                    PATIENCE,
                    () ->
                            Assertions.assertThat(
                                            started.get(client, "/health/readiness").statusCode())
                                    .as(started.process::output)
                                    .isEqualTo(200));
        }
        return started;
    }

    int port() {
        return port;
    }

    ChildProcess process() {
        return process;
    }

    HttpRequest notification(BodyPublisher body) {
        return HttpRequest.newBuilder(uri("/hooks/team"))
                .header("Authorization", TestListener.SECRET)
                .timeout(PATIENCE)
                .POST(body)
                .build();
    }

    /// On a connection of its own.
    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        try (var client = client()) {
            return client.send(
                    notification(BodyPublishers.ofString(body)), BodyHandlers.ofString());
        }
    }

    String metrics() throws IOException, InterruptedException {
        try (var client = client()) {
            return get(client, "/prometheus").body();
        }
    }

    static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private HttpResponse<String> get(HttpClient client, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        process.close();
    }
}
