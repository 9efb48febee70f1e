// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.pushwire.sandbox.SandboxCluster;
import io.pushwire.sandbox.fault.Fault;
import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.Ports;

import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Both services as processes of their own, and killed with -9 in the worst moment. Whatever is
/// lost with them, the push is not, and it is applied exactly once.
@Timeout(150)
final class CrashIT {

    private static final String DIGEST = "sha256:" + "5".repeat(64);

    @TempDir Path directory;

    private final Parts parts = new Parts();
    private final int listenerPort = Ports.free();
    private SandboxCluster cluster;
    // Every test has a cluster and an image of its own on the broker that they share.
    private String name;

    @BeforeEach
    void startCluster() throws IOException {
        name = "crash-" + listenerPort;
        cluster = parts.add(SandboxCluster.start());
        Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig());
        cluster.load(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: default}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "%s"}]}
                """
                        .formatted(image()));
    }

    @AfterEach
    void end() {
        parts.close();
    }

    @Test
    void aListenerThatIsKilledRightAfterItsAnswerHasLostNothing() throws Exception {
        ChildProcess listener = startListener();
        // The group has its place in the log before the push, and is away during it.
        startSyncer().terminate();

        assertThat(push()).isEqualTo(HttpURLConnection.HTTP_ACCEPTED);
        listener.kill();
        startSyncer();

        Eventually.eventually(() -> assertThat(webImage()).isEqualTo(image() + "@" + DIGEST));
        assertThat(appliedPatches()).isEqualTo(1);
    }

    @Test
    void aSyncerThatIsKilledWhileItsPatchHangsLeavesItToTheNext() throws Exception {
        startListener();
        ChildProcess syncer = startSyncer();
        var hanging = cluster.faults().add(Fault.hang().onVerb("patch"));

        push();
        Eventually.eventually(() -> assertThat(cluster.faults().held()).isPositive());
        syncer.kill();
        Eventually.eventually(() -> assertThat(cluster.faults().held()).isZero());
        cluster.faults().remove(hanging.id());
        startSyncer();

        Eventually.eventually(() -> assertThat(webImage()).isEqualTo(image() + "@" + DIGEST));
        assertThat(appliedPatches()).isEqualTo(1);
    }

    @Test
    void aPatchThatWasAppliedAndNeverAnsweredIsNotRepeatedByTheNextSyncer() throws Exception {
        startListener();
        ChildProcess syncer = startSyncer();
        var silent = cluster.faults().add(Fault.hangAfter().onVerb("patch"));

        push();
        Eventually.eventually(() -> assertThat(webImage()).isEqualTo(image() + "@" + DIGEST));
        syncer.kill();
        cluster.faults().remove(silent.id());
        ChildProcess next = startSyncer();

        // A second push for the same tag can only be handled after the first one.
        push();
        Eventually.eventually(() -> assertThat(lag()).isZero());
        assertThat(next.isAlive()).isTrue();
        assertThat(webImage()).isEqualTo(image() + "@" + DIGEST);
        assertThat(appliedPatches()).isEqualTo(1);
    }

    private ChildProcess startListener() {
        return parts.add(
                ServiceProcess.listener(
                        listenerPort,
                        List.of(
                                "pushwire.sources.test.dialect=distribution",
                                "pushwire.sources.test.registry=" + name + ".example.com",
                                "pushwire.sources.test.look-up.enabled=false",
                                "pushwire.sources.test.auth.header.name=Authorization",
                                "pushwire.sources.test.auth.header.value=Bearer test")));
    }

    private ChildProcess startSyncer() {
        return parts.add(
                ServiceProcess.syncer(
                        Ports.free(),
                        List.of(
                                "pushwire.cluster=" + name,
                                "pushwire.kubernetes.kubeconfig=" + directory.resolve("kubeconfig"),
                                "pushwire.subscription.member-id=the-only-one")));
    }

    private int push() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + listenerPort
                                                            + "/hooks/test"))
                                    .header("Authorization", "Bearer test")
                                    .POST(HttpRequest.BodyPublishers.ofString(notification()))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static String notification() {
        return """
        {"events": [{
          "id": "e-1", "timestamp": "2026-11-01T10:00:00.123456789Z", "action": "push",
          "target": {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "%s",
                     "repository": "team/web", "tag": "1"}}]}
        """
                .formatted(DIGEST);
    }

    private String image() {
        return name + ".example.com/team/web:1";
    }

    private String webImage() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String web =
                    client.send(
                                    HttpRequest.newBuilder(
                                                    cluster.baseUrl()
                                                            .resolve(
                                                                    "/apis/apps/v1/namespaces/default/deployments/web"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            return new ObjectMapper()
                    .readTree(web)
                    .at("/spec/template/spec/containers/0/image")
                    .asText();
        }
    }

    private long appliedPatches() {
        return cluster.journal()
                .count(entry ->
                        entry.verb().equals("patch")
                                && entry.name().equals("web")
                                && entry.fieldManager().equals("pushwire")
                                && entry.applied());
    }

    /// How many events of the log the cluster's group is not done with. Where it began does not
    /// matter: a new group may have older tests' events to pass over.
    private long lag() throws Exception {
        try (var admin = EmbeddedKafka.admin()) {
            Map<TopicPartition, OffsetAndMetadata> done =
                    admin.listConsumerGroupOffsets("pushwire." + name)
                            .partitionsToOffsetAndMetadata()
                            .get();
            assertThat(done).as("the group's offsets").isNotEmpty();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            done.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().entrySet().stream()
                    .mapToLong(end -> end.getValue().offset() - offset(done, end.getKey()))
                    .sum();
        }
    }

    private static long offset(
            Map<TopicPartition, OffsetAndMetadata> done, TopicPartition partition) {
        return Objects.requireNonNull(done.get(partition)).offset();
    }
}
