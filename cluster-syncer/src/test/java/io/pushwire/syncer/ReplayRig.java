// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import io.pushwire.image.ImageTag;
import io.pushwire.syncer.command.Commands;
import io.pushwire.testing.EmbeddedKafka;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A namespace with some Deployments, the command as a person gives it, and the topics as plain
/// JSON.
final class ReplayRig implements AutoCloseable {

    static final String DEPLOYMENTS = "apps/v1/deployments";

    final TestCluster api = TestCluster.shared();
    final Log log = new Log(EmbeddedKafka.bootstrapServers());
    final String namespace;
    final Instant begun = Instant.now();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    ReplayRig(String prefix) {
        this.namespace = api.createNamespace(prefix);
    }

    ImageTag tag(String name) {
        return new ImageTag("registry.example.com", namespace + "/" + name, "1");
    }

    /// All images of the namespace.
    String glob() {
        return "registry.example.com/" + namespace + "/**";
    }

    RunningSyncer syncer(String cluster) {
        return RunningSyncer.start(cluster, EmbeddedKafka.bootstrapServers(), Map.of())
                .awaitReady();
    }

    /// From the begin of the test on, for the images of the namespace.
    int replay(String cluster, String... further) {
        List<String> arguments =
                new ArrayList<>(List.of("replay", "--from", begun.toString(), "--image", glob()));
        arguments.addAll(List.of(further));
        return execute(cluster, arguments.toArray(String[]::new));
    }

    int execute(String cluster, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Commands.execute(
                new SyncerDesk(settings(cluster)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
    }

    Map<String, Object> settings(String cluster) {
        return new HashMap<>(
                Map.of(
                        "pushwire.cluster",
                        cluster,
                        "pushwire.kafka.bootstrap-servers",
                        EmbeddedKafka.bootstrapServers(),
                        "pushwire.topics.partitions",
                        3,
                        "pushwire.kubernetes.kubeconfig",
                        api.kubeconfig().toString()));
    }

    /// What the last command wrote.
    String out() {
        return out.toString();
    }

    /// What the last command complained of.
    String err() {
        return err.toString();
    }

    List<JsonObject> rows() {
        return rows(out());
    }

    static List<JsonObject> rows(String lines) {
        return lines.lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    }

    static String place(JsonObject of) {
        return of.get("partition").getAsInt() + "@" + of.get("offset").getAsLong();
    }

    static String outcome(JsonObject row, String when) {
        JsonObject of = row.getAsJsonObject(when);
        return of.has("outcome") ? of.get("outcome").getAsString() : "";
    }

    static String workload(JsonObject row) {
        return row.has("workload")
                ? row.getAsJsonObject("workload").get("name").getAsString()
                : "-";
    }

    /// Every record of a topic whose image is of the namespace, as its JSON, with the place at
    /// which it stands; in the order of each partition.
    List<JsonObject> walk(String topic) {
        List<JsonObject> found = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                EmbeddedKafka.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(next -> {
                            if (next.key().startsWith("registry.example.com/" + namespace + "/")) {
                                var json = JsonParser.parseString(next.value()).getAsJsonObject();
                                json.addProperty("partition", next.partition());
                                json.addProperty("offset", next.offset());
                                found.add(json);
                            }
                        });
            }
        }
        return found;
    }

    String image(String name) {
        JsonObject spec = api.get(DEPLOYMENTS, namespace, name).getAsJsonObject("spec");
        return TestCluster.images(spec.getAsJsonObject("template").getAsJsonObject("spec"))
                .getFirst();
    }

    String annotations(String name) {
        return String.valueOf(
                api.get(DEPLOYMENTS, namespace, name)
                        .getAsJsonObject("metadata")
                        .get("annotations"));
    }

    /// The same manifest applied anew: another object.
    void rebuild(String name, String policy) {
        if (api.exists(DEPLOYMENTS, namespace, name)) {
            api.delete(DEPLOYMENTS, namespace, name);
        }
        api.createDeployment(namespace, name, tag(name).toString());
        api.annotate(DEPLOYMENTS, namespace, name, "pushwire.io/policy", policy);
    }

    @Override
    public void close() {
        log.close();
    }
}
