// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;

import io.pushwire.listener.RegistryListener;
import io.pushwire.sandbox.SandboxCluster;
import io.pushwire.syncer.ClusterSyncer;
import io.pushwire.testing.Ports;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Listener and syncer, configured as the chart renders them, do their work on a Kafka with the
/// topics and the rights that the chart renders for Strimzi, and no others.
@Timeout(300)
class KafkaRightsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOKEN = "Bearer the-secret";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theRightsOfEachRoleAreEnoughWithPasswords() throws Exception {
        theRightsOfEachRoleAreEnough(new Passwords());
    }

    @Test
    void theRightsOfEachRoleAreEnoughWithCertificates() throws Exception {
        theRightsOfEachRoleAreEnough(new Certificates());
    }

    private void theRightsOfEachRoleAreEnough(Credentials credentials) throws Exception {
        var kafka = new SecuredKafka(credentials);
        List<Manifest> rendered = Chart.rendered(values(kafka.bootstrapServers(), credentials));
        kafka.apply(rendered);
        int hooks = Ports.free();
        int health = Ports.free();
        try (var cluster = SandboxCluster.start()) {
            cluster.load(
                    """
                    {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"default"},
                     "spec":{"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
                       "spec":{"containers":[{"name":"app","image":"registry.example.com/team/web:1"}]}}}}
                    """);
            Credentials.Login listeners = credentials.login("pushwire-listener");
            Map<String, String> listens = new HashMap<>(listeners.variables());
            listens.put("LISTENER_PORT", hooks + "");
            listens.put("PUSHWIRE_RECORD_DIRECTORY", temporary("record", "").toString());
            listens.put(
                    "PUSHWIRE_SOURCES_PROD_AUTH_HEADER_VALUE_FROM",
                    temporary("token", TOKEN).toString());
            Credentials.Login syncers = credentials.login("pushwire-syncer");
            Map<String, String> syncs = new HashMap<>(syncers.variables());
            syncs.put("MICRONAUT_SERVER_PORT", health + "");
            syncs.put("PUSHWIRE_SUBSCRIPTION_MEMBER_ID", "pushwire-syncer-0");
            syncs.put("KUBECONFIG", temporary("kubeconfig", cluster.kubeconfig()).toString());

            try (var listener =
                            new Running(
                                    RegistryListener.class,
                                    listeners.located(file(rendered, "listener")),
                                    listens);
                    var syncer =
                            new Running(
                                    ClusterSyncer.class,
                                    syncers.located(file(rendered, "syncer")),
                                    syncs)) {
                eventually(PATIENCE, () -> assertThat(status(hooks)).isEqualTo(200));
                eventually(PATIENCE, () -> assertThat(status(health)).isEqualTo(200));

                assertThat(push(hooks)).isEqualTo(202);

                assertThat(records(kafka, "pushwire.outcomes.prod"))
                        .anyMatch(outcome -> outcome.contains("Deployment"));
                assertThat(records(kafka, "pushwire.inventory.prod"))
                        .anyMatch(use -> use.contains("web"));
                assertThat(records(kafka, "pushwire.tags"))
                        .anyMatch(tag -> tag.contains("sha256:"));
                assertThat(listener.output() + syncer.output())
                        .doesNotContain("AuthorizationException")
                        .doesNotContain("Not authorized")
                        .doesNotContain("not authorized");
            }
        }
    }

    private static String values(String bootstrapServers, Credentials credentials) {
        return """
        kafka:
          bootstrapServers: "%s"
          %s
        strimzi: {cluster: kafka, topics: {enabled: true}, users: %s}
        listener:
          enabled: true
          secrets: {prod: hook}
          config:
            settling-time: 1s
            record: {enabled: true}
            sources:
              prod:
                dialect: distribution
                registry: registry.example.com
                auth: {header: {name: Authorization, value-from: /etc/pushwire/secrets/prod/token}}
                look-up: {enabled: false}
        syncer:
          enabled: true
          config: {cluster: prod, api: {sync: {enabled: true}}}
        """
                .formatted(bootstrapServers, credentials.kafkaValues(), credentials.userValues());
    }

    private static Path temporary(String name, String content) throws IOException {
        Path folder = Files.createTempDirectory("pushwire-test");
        Path file = folder.resolve(name);
        return content.isEmpty() ? folder : Files.writeString(file, content);
    }

    private static String file(List<Manifest> rendered, String component) {
        return rendered.stream()
                .filter(manifest -> manifest.name().equals("pushwire-" + component))
                .flatMap(manifest -> manifest.at("data", "pushwire.yml").stream())
                .map(JsonElement::getAsString)
                .findFirst()
                .orElseThrow();
    }

    private int status(int port) throws IOException, InterruptedException {
        URI readiness = URI.create("http://127.0.0.1:" + port + "/health/readiness");
        return http.send(
                        HttpRequest.newBuilder(readiness).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int push(int port) throws IOException, InterruptedException {
        String event =
                """
                {"events":[{"id":"1","timestamp":"2026-11-01T12:00:00Z","action":"push","target":
                 {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","repository":"team/web","tag":"1"}}]}
                """
                        .formatted("a".repeat(64));
        return http.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + port + "/hooks/prod"))
                                .header("Authorization", TOKEN)
                                .POST(HttpRequest.BodyPublishers.ofString(event))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /// Read by somebody who may, until there is one.
    private static List<String> records(SecuredKafka kafka, String topic) {
        var settings = new HashMap<>(kafka.superuser());
        settings.put("group.id", "test." + topic);
        settings.put("auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var found = new ArrayList<String>();
            eventually(
                    PATIENCE,
                    () -> {
                        consumer.poll(Duration.ofMillis(200))
                                .forEach(record -> found.add(String.valueOf(record.value())));
                        assertThat(found)
                                .as(topic)
                                .anyMatch(
                                        value -> value.contains("web") || value.contains("sha256"));
                    });
            return found;
        }
    }

    /// A service until the end of a test.
    private static final class Running implements AutoCloseable {

        private final Process process;
        private final Path log;

        Running(Class<?> service, String file, Map<String, String> variables) throws IOException {
            log = Files.createTempFile("pushwire-test-service", ".log");
            ProcessBuilder builder = Program.of(service, file, List.of());
            builder.environment().putAll(variables);
            process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        }

        String output() throws IOException {
            return Files.readString(log);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
