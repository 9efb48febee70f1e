// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.testing.EmbeddedKafka;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Bare pods, image volumes, and the pods that policy `recreate` evicts.
@Timeout(120)
class PodsIT {

    // No controller of them is anywhere near, so the pods stay as they are made.
    private static final String CLONE_SETS = "apps.kruise.io/v1alpha1/clonesets";
    private static final Digest DIGEST = new Digest("sha256:" + "1".repeat(64));

    private final TestCluster api = TestCluster.shared();
    private String namespace;
    private ImageTag tag;
    private Log log;

    @BeforeEach
    void makeNamespace() {
        namespace = api.createNamespace("pods");
        tag = new ImageTag("registry.example.com", namespace + "/web", "1");
        log = new Log(EmbeddedKafka.bootstrapServers());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void changesABarePodOnlyWhereItAsksForIt() {
        pod("silent", "");
        pod("asking", ",\"annotations\":{\"pushwire.io/policy\":\"pin\"}");
        pod("restarting", ",\"annotations\":{\"pushwire.io/policy\":\"restart\"}");
        pod("recreating", ",\"annotations\":{\"pushwire.io/policy\":\"recreate\"}");
        pod("owned", ",\"ownerReferences\":[" + owner("apps/v1", "ReplicaSet", "web", "1") + "]");

        Map<String, Outcome> outcomes = push(Map.of("pushwire.kinds.pods.enabled", true), 4);

        assertThat(kinds(outcomes))
                .isEqualTo(
                        Map.of(
                                "silent", OutcomeKind.Notified,
                                "asking", OutcomeKind.Written,
                                "restarting", OutcomeKind.CannotRestart,
                                "recreating", OutcomeKind.CannotRestart));
        assertThat(TestCluster.images(pod("asking").getAsJsonObject("spec")))
                .containsExactly(tag + "@" + DIGEST, tag + "@" + DIGEST);
        assertThat(TestCluster.images(pod("silent").getAsJsonObject("spec")))
                .containsExactly(tag.toString(), tag.toString());
    }

    @Test
    void pinsImageVolumes() {
        api.create(
                "apps/v1/deployments",
                namespace,
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},
                 "spec":{"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
                   "spec":{"containers":[{"name":"app","image":"busybox:1"}],
                     "volumes":[{"name":"tmp","emptyDir":{}},{"name":"models","image":{"reference":"%s"}}]}}}}
                """
                        .formatted(tag));

        Outcome outcome = Objects.requireNonNull(push(Map.of(), 1).get("web"));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.Written);
        assertThat(outcome.changes())
                .containsExactly(
                        new Outcome.Change("volume models", tag.toString(), tag + "@" + DIGEST));
        assertThat(api.get("apps/v1/deployments", namespace, "web").toString())
                .contains("\"reference\":\"" + tag + "@" + DIGEST + "\"");
    }

    @Test
    void evictsOutdatedPodsOnce() {
        String uid = cloneSet("web", tag.toString());
        podOf("web", uid, "web-0", "sha256:" + "2".repeat(64));
        podOf("web", uid, "web-1", DIGEST.value());
        podOf("web", uid, "web-2", "");
        podOf("other", cloneSet("other", "registry.example.com/other:1"), "web-3", "");

        Instant settled = Instant.now().plusSeconds(2);
        try (var _ =
                RunningSyncer.start(
                                namespace,
                                EmbeddedKafka.bootstrapServers(),
                                Map.of("pushwire.policy", "recreate"))
                        .awaitReady()) {
            RecordMetadata event = log.push(tag, DIGEST, settled);
            Outcome outcome = log.outcomes(Topics.outcomes(namespace), event, 1).getFirst();
            podOf("web", uid, "web-0", "sha256:" + "2".repeat(64));
            RecordMetadata again = log.push(tag, DIGEST, settled);

            assertThat(outcome.kind()).as(outcome.detail()).isEqualTo(OutcomeKind.Recreated);
            assertThat(outcome.detail()).isEqualTo("evicted web-0, web-2");
            assertThat(log.outcomes(Topics.outcomes(namespace), again, 1))
                    .extracting(Outcome::kind)
                    .containsExactly(OutcomeKind.SameDigest);
            assertThat(api.exists("v1/pods", namespace, "web-0")).isTrue();
            assertThat(api.exists("v1/pods", namespace, "web-1")).isTrue();
            assertThat(api.exists("v1/pods", namespace, "web-2")).isFalse();
            assertThat(api.exists("v1/pods", namespace, "web-3")).isTrue();
            assertThat(api.generation(CLONE_SETS, namespace, "web")).isEqualTo(1);
        }
    }

    /// The outcomes of a push, by the workload's name.
    private Map<String, Outcome> push(Map<String, Object> settings, int expected) {
        try (var _ =
                RunningSyncer.start(
                                namespace,
                                EmbeddedKafka.bootstrapServers(),
                                new HashMap<>(settings))
                        .awaitReady()) {
            List<Outcome> outcomes =
                    log.outcomes(Topics.outcomes(namespace), log.push(tag, DIGEST), expected);
            return outcomes.stream()
                    .collect(
                            Collectors.toMap(
                                    outcome -> outcome.workload().orElseThrow().name(),
                                    outcome -> outcome));
        }
    }

    private static Map<String, OutcomeKind> kinds(Map<String, Outcome> outcomes) {
        return outcomes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().kind()));
    }

    private String cloneSet(String name, String image) {
        api.define("apps.kruise.io", "v1alpha1", "clonesets", "CloneSet");
        api.create(
                CLONE_SETS,
                namespace,
                """
                {"apiVersion":"apps.kruise.io/v1alpha1","kind":"CloneSet","metadata":{"name":"%s"},
                 "spec":{"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
                     "spec":{"containers":[{"name":"app","image":"%s","imagePullPolicy":"Always"}]}}}}
                """
                        .formatted(name, image));
        return api.get(CLONE_SETS, namespace, name)
                .getAsJsonObject("metadata")
                .get("uid")
                .getAsString();
    }

    /// A pod of a controller, as its node would report it.
    private void podOf(String owner, String uid, String name, String digest) {
        pod(
                name,
                ",\"labels\":{\"app\":\"web\"},\"ownerReferences\":[%s]"
                        .formatted(owner("apps.kruise.io/v1alpha1", "CloneSet", owner, uid)));
        if (!digest.isEmpty()) {
            String repository = tag.toString().substring(0, tag.toString().lastIndexOf(':'));
            api.mergeStatus(
                    "v1/pods",
                    namespace,
                    name,
                    """
                    {"status":{"phase":"Running","containerStatuses":[{"name":"app","image":"%s","imageID":"%s@%s",
                      "ready":true,"restartCount":0,"started":true,"state":{"running":{"startedAt":"2026-11-01T12:00:00Z"}}}]}}
                    """
                            .formatted(tag, repository, digest));
        }
    }

    private static String owner(String apiVersion, String kind, String name, String uid) {
        return "{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"name\":\"%s\",\"uid\":\"%s\",\"controller\":true}"
                .formatted(apiVersion, kind, name, uid);
    }

    private void pod(String name, String metadata) {
        api.create(
                "v1/pods",
                namespace,
                """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s"%s},
                 "spec":{"schedulerName":"none","terminationGracePeriodSeconds":0,"automountServiceAccountToken":false,
                   "initContainers":[{"name":"first","image":"%3$s","imagePullPolicy":"Always"}],
                   "containers":[{"name":"app","image":"%3$s","imagePullPolicy":"Always"}]}}
                """
                        .formatted(name, metadata, tag));
    }

    private JsonObject pod(String name) {
        return api.get("v1/pods", namespace, name);
    }
}
