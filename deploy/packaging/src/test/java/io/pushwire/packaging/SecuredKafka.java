// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import io.pushwire.testing.Ports;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

/// A broker that lets nobody do what no rule allows, and stands in for Strimzi: it takes what its
/// operators would make of KafkaTopics and KafkaUsers.
final class SecuredKafka {

    private final int port = Ports.free();
    private final Credentials credentials;

    SecuredKafka(Credentials credentials) throws Exception {
        this.credentials = credentials;
        Path directory = Files.createTempDirectory("pushwire-test-secured-kafka");
        new Formatter()
                .setPrintStream(
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setSupportedFeatures(List.copyOf(Feature.PRODUCTION_FEATURES))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
        new KafkaRaftServer(KafkaConfig.fromProps(settings(directory, Ports.free())), Time.SYSTEM)
                .startup();
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /// Of a client that may do everything.
    Map<String, Object> superuser() {
        Map<String, Object> settings = new HashMap<>(credentials.superuser());
        settings.put("bootstrap.servers", bootstrapServers());
        return settings;
    }

    void apply(List<Manifest> manifests) throws ExecutionException, InterruptedException {
        List<NewTopic> topics = new ArrayList<>();
        List<AclBinding> rules = new ArrayList<>();
        try (Admin admin = Admin.create(superuser())) {
            for (Manifest manifest : manifests) {
                if (manifest.kind().equals("KafkaTopic")) {
                    topics.add(topic(manifest.json().getAsJsonObject("spec")));
                } else if (manifest.kind().equals("KafkaUser")) {
                    rules.addAll(rules(manifest));
                    credentials.know(admin, manifest.name());
                }
            }
            admin.createTopics(topics).all().get();
            admin.createAcls(rules).all().get();
        }
        assertThat(topics).isNotEmpty();
        assertThat(rules).isNotEmpty();
    }

    // There is one broker, so one copy.
    private static NewTopic topic(JsonObject spec) {
        Map<String, String> config = new HashMap<>();
        spec.getAsJsonObject("config")
                .entrySet()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().getAsString()));
        config.put("min.insync.replicas", "1");
        return new NewTopic(
                        spec.get("topicName").getAsString(),
                        spec.get("partitions").getAsInt(),
                        (short) 1)
                .configs(config);
    }

    private List<AclBinding> rules(Manifest user) {
        List<AclBinding> rules = new ArrayList<>();
        for (JsonElement acl :
                user.at("spec", "authorization", "acls").orElseThrow().getAsJsonArray()) {
            JsonObject resource = acl.getAsJsonObject().getAsJsonObject("resource");
            var pattern =
                    new ResourcePattern(
                            ResourceType.fromString(resource.get("type").getAsString()),
                            resource.get("name").getAsString(),
                            resource.get("patternType").getAsString().equals("prefix")
                                    ? PatternType.PREFIXED
                                    : PatternType.LITERAL);
            for (JsonElement operation : acl.getAsJsonObject().getAsJsonArray("operations")) {
                rules.add(
                        new AclBinding(
                                pattern,
                                new AccessControlEntry(
                                        credentials.principal(user.name()),
                                        "*",
                                        AclOperation.fromString(operation.getAsString()),
                                        AclPermissionType.ALLOW)));
            }
        }
        return rules;
    }

    private Properties settings(Path directory, int controller) {
        String protocol = credentials.protocol();
        var settings = new Properties();
        settings.putAll(credentials.brokerSettings());
        settings.putAll(
                Map.of(
                        "process.roles",
                        "broker,controller",
                        "node.id",
                        "1",
                        "log.dirs",
                        directory.toString(),
                        "listeners",
                        "%s://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                .formatted(protocol, port, controller),
                        "advertised.listeners",
                        protocol + "://127.0.0.1:" + port,
                        "listener.security.protocol.map",
                        "%1$s:%1$s,CONTROLLER:PLAINTEXT".formatted(protocol),
                        "controller.listener.names",
                        "CONTROLLER",
                        "controller.quorum.voters",
                        "1@127.0.0.1:" + controller,
                        "inter.broker.listener.name",
                        protocol,
                        "group.initial.rebalance.delay.ms",
                        "0"));
        settings.putAll(
                Map.of(
                        "authorizer.class.name",
                                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users", credentials.principal("admin") + ";User:ANONYMOUS",
                        "auto.create.topics.enable", "false",
                        "offsets.topic.replication.factor", "1",
                        "offsets.topic.num.partitions", "1",
                        "log.cleaner.dedupe.buffer.size", "2097152"));
        return settings;
    }
}
