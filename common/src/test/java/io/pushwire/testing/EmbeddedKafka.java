// SPDX-License-Identifier: Apache-2.0
package io.pushwire.testing;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real single-node KRaft broker in this JVM, one for all tests of it. Tests keep apart by topic
/// and group names.
public final class EmbeddedKafka {

    private static final EmbeddedKafka SHARED = new EmbeddedKafka();

    private final String bootstrapServers;

    private EmbeddedKafka() {
        int port = Ports.free();
        bootstrapServers = "127.0.0.1:" + port;
        try {
            start(Files.createTempDirectory("pushwire-test-kafka"), port, Ports.free());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a broker in this JVM; the directory is formatted at its first start.
    static void start(Path directory, int port, int controller) {
        start(directory, settings(directory, port, controller));
    }

    /// As the other, with users, and nobody may anything but `admin`, whose password is `admin`.
    ///
    /// @param users whose passwords are their names
    static void startWithUsers(Path directory, int port, int controller, List<String> users) {
        Properties settings = settings(directory, port, controller);
        settings.putAll(secured(port, controller, users));
        start(directory, settings);
    }

    private static void start(Path directory, Properties settings) {
        try {
            if (!Files.exists(directory.resolve("meta.properties"))) {
                format(directory);
            }
            new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM).startup();
        } catch (Exception e) {
            throw new IllegalStateException("embedded Kafka did not start", e);
        }
    }

    /// `host:port` of the broker that this JVM shares.
    public static String bootstrapServers() {
        return SHARED.bootstrapServers;
    }

    public static Admin admin() {
        return Admin.create(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, SHARED.bootstrapServers));
    }

    private static void format(Path directory) throws Exception {
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
    }

    private static Map<String, String> secured(int port, int controller, List<String> users) {
        String passwords =
                Stream.concat(Stream.of("admin"), users.stream())
                        .map(user -> "user_%1$s=\"%1$s\"".formatted(user))
                        .collect(Collectors.joining(" "));
        return Map.of(
                "listeners",
                "SASL_PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(port, controller),
                "advertised.listeners",
                "SASL_PLAINTEXT://127.0.0.1:" + port,
                "listener.security.protocol.map",
                "SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "SASL_PLAINTEXT",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"admin\" password=\"admin\" "
                        + passwords
                        + ";",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                // The controller's own listener knows no users.
                "super.users",
                "User:admin;User:ANONYMOUS");
    }

    private static Properties settings(Path directory, int port, int controller) {
        var settings = new Properties();
        settings.putAll(
                Map.of(
                        "process.roles", "broker,controller",
                        "node.id", "1",
                        "log.dirs", directory.toString(),
                        "listeners",
                                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                        .formatted(port, controller),
                        "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                        "listener.security.protocol.map",
                                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "controller.listener.names", "CONTROLLER",
                        "controller.quorum.voters", "1@127.0.0.1:" + controller,
                        "auto.create.topics.enable", "false",
                        "group.initial.rebalance.delay.ms", "0"));
        settings.putAll(
                Map.of(
                        "offsets.topic.replication.factor", "1",
                        "offsets.topic.num.partitions", "1",
                        "transaction.state.log.replication.factor", "1",
                        "transaction.state.log.min.isr", "1",
                        "log.cleaner.dedupe.buffer.size", "2097152"));
        return settings;
    }
}
