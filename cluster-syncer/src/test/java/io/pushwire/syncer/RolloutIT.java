// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.RegistryProcess;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/// What comes after the write, on a cluster whose workloads are rolled. Nodes may really pull: the
/// images are in a real registry, all but those that must not be found.
@Timeout(180)
class RolloutIT {

    private static final String DEPLOYMENTS = "apps/v1/deployments";
    private static final String STATEFUL_SETS = "apps/v1/statefulsets";
    private static final String DAEMON_SETS = "apps/v1/daemonsets";
    private static RegistryProcess registry;

    private final TestCluster api = TestCluster.withRollouts();
    private String namespace;
    private Log log;

    @BeforeAll
    static void startRegistry() {
        registry = RegistryProcess.start();
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    @BeforeEach
    void makeNamespace() {
        namespace = api.createNamespace("rollout");
        log = new Log(EmbeddedKafka.bootstrapServers());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void saysWhatThePodsRun() {
        ImageTag tag = tag("web");
        pushImage(tag, "old");
        create("Deployment", DEPLOYMENTS, "web", "\"replicas\":2,", tag);
        create("StatefulSet", STATEFUL_SETS, "db", "\"replicas\":2,\"serviceName\":\"db\",", tag);
        create("DaemonSet", DAEMON_SETS, "agent", "", tag);
        try (var _ = syncer(Map.of())) {
            Digest digest = pushImage(tag, "new");
            RecordMetadata event = log.push(tag, digest);

            Map<String, Outcome> ends = ends(event, OutcomeKind.RolledOut, 3);

            assertThat(ends).containsOnlyKeys("web", "db", "agent");
            assertThat(ends.values())
                    .allSatisfy(end ->
                            assertThat(end.running())
                                    .singleElement()
                                    .satisfies(it -> {
                                        assertThat(it.container()).isEqualTo("app");
                                        assertThat(it.imageIds())
                                                .singleElement()
                                                .asString()
                                                .endsWith("@" + digest);
                                    }));
        }
    }

    @Test
    void saysWhyPodsDoNotStart() {
        ImageTag tag = tag("missing");
        create("Deployment", DEPLOYMENTS, "web", "\"progressDeadlineSeconds\":3,", tag);
        create("StatefulSet", STATEFUL_SETS, "db", "\"serviceName\":\"db\",", tag);
        create("DaemonSet", DAEMON_SETS, "agent", "", tag);
        try (var _ = syncer(Map.of("pushwire.rollout.deadline", "3s"))) {
            RecordMetadata event = log.push(tag, new Digest("sha256:" + "1".repeat(64)));

            Map<String, Outcome> ends = ends(event, OutcomeKind.RolloutFailed, 3);

            assertThat(ends.values())
                    .allSatisfy(end ->
                            assertThat(end.detail())
                                    .contains("container app: ImagePullBackOff: Back-off pulling")
                                    .contains(tag.repository()));
        }
    }

    @Test
    void stopsWhereTheUpdateStrategyStops() {
        ImageTag tag = tag("web");
        pushImage(tag, "old");
        create(
                "StatefulSet",
                STATEFUL_SETS,
                "partitioned",
                "\"replicas\":3,\"serviceName\":\"db\",\"updateStrategy\":{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"partition\":2}},",
                tag);
        create(
                "DaemonSet",
                DAEMON_SETS,
                "agent",
                "\"updateStrategy\":{\"type\":\"OnDelete\"},",
                tag);
        awaitCount(STATEFUL_SETS, "partitioned", "readyReplicas", 3);
        awaitCount(DAEMON_SETS, "agent", "numberAvailable", 1);
        try (var _ = syncer(Map.of())) {
            RecordMetadata event = log.push(tag, pushImage(tag, "new"));

            Outcome partitioned = end(event, OutcomeKind.RolledOutToPartition, "partitioned");
            Outcome agent = end(event, OutcomeKind.AwaitingDelete, "agent");

            assertThat(partitioned.detail()).contains("1 of 3");
            assertThat(agent.detail()).contains("0 of 1").contains("OnDelete");
        }
    }

    @Test
    void replacesThePodsThatWaitForTheirDeletion() {
        ImageTag tag = tag("web");
        pushImage(tag, "old");
        create(
                "StatefulSet",
                STATEFUL_SETS,
                "db",
                "\"replicas\":2,\"serviceName\":\"db\",\"updateStrategy\":{\"type\":\"OnDelete\"},",
                tag);
        awaitCount(STATEFUL_SETS, "db", "readyReplicas", 2);
        try (var _ = syncer(Map.of("pushwire.policy", "recreate"))) {
            RecordMetadata event = log.push(tag, pushImage(tag, "new"));

            assertThat(end(event, OutcomeKind.Recreated, "db").detail())
                    .isEqualTo("evicted db-0, db-1");
            assertThat(ends(event, OutcomeKind.RolledOut, 1)).containsOnlyKeys("db");
        }
    }

    @Test
    void endsTheOlderRolloutWithTheNextPush() {
        ImageTag tag = tag("missing");
        create("Deployment", DEPLOYMENTS, "web", "", tag);
        try (var _ = syncer(Map.of())) {
            RecordMetadata first = log.push(tag, new Digest("sha256:" + "1".repeat(64)));
            log.push(tag, new Digest("sha256:" + "2".repeat(64)));

            assertThat(ends(first, OutcomeKind.Superseded, 1)).containsOnlyKeys("web");
        }
    }

    @Test
    void watchesOnAfterARestart() {
        ImageTag tag = tag("web");
        pushImage(tag, "old");
        create(
                "StatefulSet",
                STATEFUL_SETS,
                "db",
                "\"serviceName\":\"db\",\"updateStrategy\":{\"type\":\"OnDelete\"},",
                tag);
        awaitCount(STATEFUL_SETS, "db", "readyReplicas", 1);
        RecordMetadata event;
        Digest digest = pushImage(tag, "new");
        try (var _ = syncer(Map.of())) {
            event = log.push(tag, digest);
            ends(event, OutcomeKind.AwaitingDelete, 1);
        }
        api.send("DELETE", "/api/v1/namespaces/%s/pods/db-0".formatted(namespace), null);

        try (var _ = syncer(Map.of())) {
            assertThat(ends(event, OutcomeKind.RolledOut, 1)).containsOnlyKeys("db");
        }
    }

    @Test
    void writesNothingWhereTheRegistrysWordIsNoNews() {
        ImageTag tag = tag("web");
        Digest digest = pushImage(tag, "same");
        // Pinned by imago, so its pods tell their digest wherever the test runs, and it is ours to
        // move on.
        create("Deployment", DEPLOYMENTS, "web", "\"replicas\":2,", tag + "@" + digest);
        api.annotate(
                DEPLOYMENTS,
                namespace,
                "web",
                "imago-config-spec",
                "{\\\"containers\\\":[{\\\"name\\\":\\\"app\\\",\\\"image\\\":\\\"%s\\\"}],\\\"initContainers\\\":[]}"
                        .formatted(tag));
        awaitCount(DEPLOYMENTS, "web", "availableReplicas", 2);
        long before = api.generation(DEPLOYMENTS, namespace, "web");
        try (var _ = syncer(Map.of())) {
            RecordMetadata noNews = log.observe(tag, digest);
            assertThat(log.outcomes(Topics.outcomes(namespace), noNews, 1))
                    .extracting(Outcome::kind)
                    .containsExactly(OutcomeKind.AlreadyRunning);
            assertThat(api.generation(DEPLOYMENTS, namespace, "web")).isEqualTo(before);

            RecordMetadata news = log.observe(tag, pushImage(tag, "other"));
            assertThat(log.outcomes(Topics.outcomes(namespace), news, 1))
                    .extracting(Outcome::kind)
                    .containsExactly(OutcomeKind.Written);
        }
    }

    @Test
    void tellsItOnTheWorkload() {
        ImageTag tag = tag("web");
        pushImage(tag, "old");
        create("Deployment", DEPLOYMENTS, "web", "", tag);
        create("Deployment", DEPLOYMENTS, "wrong", "", tag);
        api.annotate(DEPLOYMENTS, namespace, "wrong", "pushwire.io/policy", "pinn");
        try (var _ = syncer(Map.of())) {
            RecordMetadata event = log.push(tag, pushImage(tag, "new"));
            ends(event, OutcomeKind.RolledOut, 1);

            eventually(() ->
                    assertThat(events())
                            .contains(
                                    "web Normal Written",
                                    "web Normal RolledOut",
                                    "wrong Warning InvalidPolicy"));
            assertThat(events()).doesNotHaveDuplicates();
        }
    }

    @Test
    void saysThatTheQuotaIsUsedUp() {
        assumeTrue(
                api.isReal(),
                () -> {
                    System.out.println(
                            "SKIPPED saysThatTheQuotaIsUsedUp: the sandbox cluster has no quotas");
                    return "quotas";
                });
        ImageTag tag = tag("web");
        pushImage(tag, "old");
        create("Deployment", DEPLOYMENTS, "web", "\"progressDeadlineSeconds\":3,", tag);
        awaitCount(DEPLOYMENTS, "web", "availableReplicas", 1);
        api.send(
                "POST",
                "/api/v1/namespaces/%s/resourcequotas".formatted(namespace),
                "{\"apiVersion\":\"v1\",\"kind\":\"ResourceQuota\",\"metadata\":{\"name\":\"few\"},\"spec\":{\"hard\":{\"pods\":\"1\"}}}");
        eventually(() ->
                assertThat(
                                api.send(
                                                "GET",
                                                "/api/v1/namespaces/%s/resourcequotas/few"
                                                        .formatted(namespace),
                                                null)
                                        .toString())
                        .contains("\"used\":{\"pods\":\"1\"}"));
        try (var _ = syncer(Map.of())) {
            RecordMetadata event = log.push(tag, pushImage(tag, "new"));

            assertThat(end(event, OutcomeKind.RolloutFailed, "web").detail())
                    .contains("FailedCreate")
                    .contains("exceeded quota: few");
        }
    }

    /// Ours, as `workload type reason`.
    private List<String> events() {
        JsonObject list =
                api.send(
                        "GET",
                        "/apis/events.k8s.io/v1/namespaces/%s/events".formatted(namespace),
                        null);
        return list.getAsJsonArray("items").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(event ->
                        event.has("reportingController")
                                && event.get("reportingController")
                                        .getAsString()
                                        .equals("pushwire.io/cluster-syncer"))
                .map(event ->
                        "%s %s %s"
                                .formatted(
                                        event.getAsJsonObject("regarding")
                                                .get("name")
                                                .getAsString(),
                                        event.get("type").getAsString(),
                                        event.get("reason").getAsString()))
                .toList();
    }

    private RunningSyncer syncer(Map<String, Object> further) {
        Map<String, Object> properties = new HashMap<>(further);
        properties.put("pushwire.kubernetes.kubeconfig", api.kubeconfig().toString());
        return RunningSyncer.start(namespace, EmbeddedKafka.bootstrapServers(), properties)
                .awaitReady();
    }

    /// The outcomes of that kind, by the workload's name.
    private Map<String, Outcome> ends(RecordMetadata event, OutcomeKind kind, int expected) {
        Predicate<Outcome> wanted = outcome -> outcome.kind() == kind;
        Map<String, Outcome> found = new HashMap<>();
        for (Outcome end : log.outcomes(Topics.outcomes(namespace), event, expected, wanted)) {
            found.put(end.workload().orElseThrow().name(), end);
        }
        return found;
    }

    private Outcome end(RecordMetadata event, OutcomeKind kind, String workload) {
        return Objects.requireNonNull(ends(event, kind, 1).get(workload), workload);
    }

    private ImageTag tag(String name) {
        return new ImageTag(registry.host(), namespace + "/" + name, "1");
    }

    private Digest pushImage(ImageTag tag, String content) {
        return ImagePusher.to(registry).push(tag.repository(), tag.tag(), content + namespace);
    }

    private void awaitCount(String collection, String name, String field, long wanted) {
        eventually(() -> {
            JsonObject status = api.get(collection, namespace, name).getAsJsonObject("status");
            assertThat(status.get(field).getAsLong()).isEqualTo(wanted);
        });
    }

    /// @param spec further fields of it, each before a comma
    private void create(String kind, String collection, String name, String spec, Object image) {
        List<Object> words = List.of(kind, name, spec, image);
        api.create(
                collection,
                namespace,
                """
                {"apiVersion":"apps/v1","kind":"%1$s","metadata":{"name":"%2$s"},
                 "spec":{%3$s"selector":{"matchLabels":{"app":"%2$s"}},
                   "template":{"metadata":{"labels":{"app":"%2$s"}},
                     "spec":{"containers":[{"name":"app","image":"%4$s","imagePullPolicy":"Always"}]}}}}
                """
                        .formatted(words.toArray()));
    }
}
