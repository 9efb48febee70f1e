// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwire.kafka.Topics;
import io.pushwire.sandbox.Options;
import io.pushwire.sandbox.SandboxCluster;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.KafkaProcess;
import io.pushwire.testing.Markdown;
import io.pushwire.testing.Ports;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// With the rights that the operations guide gives, and no other, a push is rolled; and the syncer
/// of a cluster cannot write what is not its own.
@Timeout(240)
class KafkaRightsIT {

    private static final String CLUSTER = "prod-eu-1";
    private static final Duration START = Duration.ofSeconds(90);
    private static final String MANIFEST =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: default}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: 'registry.example.com/team/web:1'}]}
            """;

    @TempDir private Path directory;

    @Test
    void theRightsOfTheGuideAreEnoughAndNotTooMany() throws Exception {
        try (var kafka = KafkaProcess.startWithUsers(List.of("listener", CLUSTER));
                var cluster = SandboxCluster.start(Options.defaults())) {
            giveTheRightsOfTheGuide(kafka);
            cluster.load(MANIFEST);
            int listenerPort = Ports.free();
            int syncerPort = Ports.free();
            try (var listener = start("registry-listener", listenerConfig(kafka), listenerPort)) {
                PastedServices.awaitReady(listener, listenerPort);
                try (var syncer =
                        start("cluster-syncer", syncerConfig(kafka, cluster), syncerPort)) {
                    PastedServices.awaitReady(syncer, syncerPort);
                    assertThat(push(listenerPort)).isEqualTo(202);
                    Eventually.eventually(
                            START,
                            () ->
                                    assertThat(PastedServices.get(syncerPort, "/prometheus"))
                                            .as(syncer.output())
                                            .containsPattern("kind=\"RolledOut\"[^}]*} [1-9]"));
                    Eventually.eventually(
                            START,
                            () ->
                                    assertThat(PastedServices.get(listenerPort, "/prometheus"))
                                            .containsPattern(
                                                    "records_total\\{topic=\"pushwire.tags\"}"
                                                            + " [1-9]"));
                    assertThat(listener.output() + syncer.output())
                            .doesNotContain("AuthorizationException", "Not authorized");
                }
            }
            assertThatThrownBy(() -> write(kafka, Topics.IMAGE_EVENTS))
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
            assertThatThrownBy(() -> write(kafka, Topics.outcomes("prod-eu-2")))
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    private static void giveTheRightsOfTheGuide(KafkaProcess kafka) throws Exception {
        List<AclBinding> rights =
                Markdown.read(Repository.file("deploy/docs/OPERATIONS.md")).blocks().stream()
                        .flatMap(block -> Repository.found("(?m)^\\$ \\$ACL (.*)$", block.text()))
                        .flatMap(command -> AclCommand.bindings(command).stream())
                        .toList();
        assertThat(rights).hasSizeGreaterThan(20);
        try (Admin admin = Admin.create(connection(kafka, "admin"))) {
            Eventually.eventually(
                    START, () -> assertThat(admin.describeCluster().nodes().get()).isNotEmpty());
            admin.createAcls(rights).all().get();
        }
    }

    private static void write(KafkaProcess kafka, String topic) throws Exception {
        try (var producer =
                new KafkaProducer<String, String>(
                        connection(kafka, CLUSTER),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "forged")).get();
        }
    }

    private static int push(int port) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hooks/ci"))
                        .header("Authorization", "Bearer ci")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"image\":\"registry.example.com/team/web:1@sha256:%s\"}"
                                                .formatted("1".repeat(64))))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }

    private Shell.Running start(String program, String config, int port) throws Exception {
        Path file = Files.writeString(directory.resolve(program + ".yml"), config);
        return new Shell(
                        Markdown.root(),
                        Map.of(
                                "MICRONAUT_CONFIG_FILES", file.toString(),
                                "MICRONAUT_SERVER_PORT", String.valueOf(port)))
                .start("deploy/run.sh " + program);
    }

    private static String listenerConfig(KafkaProcess kafka) {
        return """
        pushwire:
          sources:
            ci:
              dialect: generic
              registry: registry.example.com
              auth: {header: {name: Authorization, value: Bearer ci}}
              look-up: {enabled: false}
        """
                + kafkaConfig(kafka, "listener");
    }

    private String syncerConfig(KafkaProcess kafka, SandboxCluster cluster) throws Exception {
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig());
        return """
        pushwire:
          cluster: %s
          kubernetes: {kubeconfig: %s}
        """
                        .formatted(CLUSTER, kubeconfig)
                + kafkaConfig(kafka, CLUSTER);
    }

    private static String kafkaConfig(KafkaProcess kafka, String user) {
        var text = new StringBuilder("kafka:\n");
        connection(kafka, user)
                .forEach((key, value) -> text.append("  %s: '%s'\n".formatted(key, value)));
        return text.toString();
    }

    private static Map<String, Object> connection(KafkaProcess kafka, String user) {
        return new HashMap<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%1$s\" password=\"%1$s\";"
                                .formatted(user)));
    }
}
