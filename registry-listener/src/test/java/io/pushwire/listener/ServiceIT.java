// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The process as a user starts it, with a file.
final class ServiceIT {

    @TempDir private Path directory;

    @Test
    void servesWhatTheFileConfigures() throws IOException, InterruptedException {
        int port = Ports.free();
        try (var service = start("auth: {allow-anonymous: true}", 12, port);
                var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hooks/team"))
                            .POST(
                                    BodyPublishers.ofString(
                                            Envelopes.of(Envelopes.push("service/web", "1"))))
                            .build();

            Eventually.eventually(() ->
                    assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                            .as(service::output)
                            .isEqualTo(202));
            service.terminate();

            assertThat(service.output()).contains("accepted", "registry.example/service/web:1");
        }
    }

    @Test
    void endsWithASentenceWhenTheConfigurationCannotBeMeant() throws IOException {
        try (var service = start("aliases: []", 12, Ports.free())) {
            Eventually.eventually(() -> assertThat(service.isAlive()).isFalse());

            assertThat(service.output())
                    .contains("pushwire.sources.team.auth is missing: set")
                    .doesNotContain("\tat ");
            assertThat(service.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void endsWithASentenceForEveryKeyThatNobodyReads() throws IOException {
        String misspelt = "auth: {alow-anonymous: true}\n      repositorys: [a]";
        try (var service = start(misspelt, 12, Ports.free())) {
            Eventually.eventually(() -> assertThat(service.isAlive()).isFalse());

            assertThat(service.output())
                    .contains("did you mean pushwire.sources.team.auth.allow-anonymous?")
                    .contains("did you mean pushwire.sources.team.repositories?")
                    .doesNotContain("auth is missing", "opening the log", "\tat ");
            assertThat(service.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void tellsProblemsOfEveryKindAtOnce() throws IOException {
        String wrong =
                """
                auth: {hmac-sha1: {secret: a-secret-of-nexus}}
                      repositorys: [a]
                    other: {dialect: harbr, registry: other.example, auth: {allow-anonymous: true}}
                  settling-time: -1s
                """;
        try (var service = start(wrong, 12, Ports.free())) {
            Eventually.eventually(() -> assertThat(service.isAlive()).isFalse());

            assertThat(service.output())
                    .contains("did you mean pushwire.sources.team.repositories?")
                    .contains("pushwire.sources.team.auth.hmac-sha1 is nothing that distribution")
                    .contains("pushwire.sources.other.dialect \"harbr\" is unknown: set one of")
                    .contains("did you mean harbor?")
                    .contains("pushwire.settling-time is negative")
                    .containsOnlyOnce("Configuration problems:")
                    .doesNotContain("a-secret-of-nexus", "opening the log", "\tat ");
            assertThat(service.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void endsWithASentenceWhenTheLogHasAnotherNumberOfPartitions() throws IOException {
        try (var listener = TestListener.start(EmbeddedKafka.bootstrapServers(), Map.of())) {
            listener.awaitReadiness();
        }
        try (var service = start("auth: {allow-anonymous: true}", 7, Ports.free())) {
            Eventually.eventually(() -> assertThat(service.isAlive()).isFalse());

            assertThat(service.output())
                    .contains("has 12 partitions, pushwire.topics.partitions says 7");
        }
    }

    private ChildProcess start(String auth, int partitions, int port) throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("listener.yml"),
                        """
                        pushwire:
                          kafka: {bootstrap-servers: "%s"}
                          topics: {partitions: %d}
                          sources:
                            team:
                              dialect: distribution
                              registry: registry.example
                              %s
                        """
                                .formatted(EmbeddedKafka.bootstrapServers(), partitions, auth));
        return ChildProcess.java(
                RegistryListener.class.getName(),
                List.of(
                        "micronaut.config.files=" + file,
                        "micronaut.server.host=127.0.0.1",
                        "micronaut.server.port=" + port));
    }
}
