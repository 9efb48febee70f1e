// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.sandbox.fault.Fault;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// From an event on Kafka to the workload and the outcome: what holds for every broker and every
/// API server.
@Timeout(120)
abstract class SyncerContract {

    private static final String DEPLOYMENTS = "apps/v1/deployments";
    private static final String CRON_JOBS = "batch/v1/cronjobs";
    private static final Digest FIRST = new Digest("sha256:" + "1".repeat(64));
    private static final Digest SECOND = new Digest("sha256:" + "2".repeat(64));

    private final TestCluster api = TestCluster.shared();
    private String namespace;
    private String cluster;
    private Log log;

    /// Of the broker that the tests use.
    abstract String bootstrapServers();

    @BeforeEach
    void makeNamespace() {
        namespace = api.createNamespace("syncer");
        // One cluster name a test: groups and outcome topics are not shared.
        cluster = namespace;
        log = new Log(bootstrapServers());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void pinsEveryKindThatUsesTheTagAndNothingElse() {
        ImageTag tag = tag("web");
        for (String kind : List.of("Deployment", "StatefulSet", "DaemonSet")) {
            create(kind, "web", pod(tag.toString(), ""));
        }
        create("CronJob", "nightly", pod("busybox:1", tag.toString()));
        create("Deployment", "db", pod("postgres:18", ""));
        try (var _ = syncer(Map.of()).awaitReady()) {
            RecordMetadata event = log.push(tag, FIRST);

            List<Outcome> outcomes = log.outcomes(Topics.outcomes(cluster), event, 4);
            assertThat(outcomes).extracting(Outcome::kind).containsOnly(OutcomeKind.Written);
            assertThat(outcomes)
                    .extracting(outcome -> outcome.workload().orElseThrow().toString())
                    .containsExactlyInAnyOrder(
                            "Deployment %s/web".formatted(namespace),
                            "StatefulSet %s/web".formatted(namespace),
                            "DaemonSet %s/web".formatted(namespace),
                            "CronJob %s/nightly".formatted(namespace));
            String pinned = tag + "@" + FIRST;
            for (String plural : List.of("deployments", "statefulsets", "daemonsets")) {
                assertThat(images("apps/v1/" + plural, "web")).containsExactly(pinned);
            }
            assertThat(images(CRON_JOBS, "nightly")).containsExactly(pinned, "busybox:1");
            assertThat(api.generation(DEPLOYMENTS, namespace, "db")).isEqualTo(1);
        }
    }

    @Test
    void recordsThatNobodyUsesATag() {
        try (var _ = syncer(Map.of()).awaitReady()) {
            RecordMetadata event = log.push(tag("unused"), FIRST);

            Outcome miss =
                    log.outcomes(Topics.MISSES, event, 1).stream()
                            .filter(outcome -> outcome.cluster().equals(cluster))
                            .findFirst()
                            .orElseThrow();
            assertThat(miss.kind()).isEqualTo(OutcomeKind.Unused);
            assertThat(miss.detail()).contains("no workload").contains(tag("unused").toString());
        }
    }

    @Test
    void patchesOnceForTheSameNotificationTwice() {
        ImageTag tag = tag("web");
        create("Deployment", "web", pod(tag.toString(), ""));
        try (var _ = syncer(Map.of()).awaitReady()) {
            written(log.push(tag, FIRST));
            RecordMetadata again = log.push(tag, FIRST);

            assertThat(log.outcomes(Topics.outcomes(cluster), again, 1))
                    .extracting(Outcome::kind)
                    .containsExactly(OutcomeKind.SameDigest);
            assertThat(api.generation(DEPLOYMENTS, namespace, "web")).isEqualTo(2);
        }
    }

    @Test
    void followsATagFromDigestToDigestInTheOrderOfTheLog() {
        ImageTag tag = tag("web");
        create("Deployment", "web", pod(tag.toString(), ""));
        try (var _ = syncer(Map.of()).awaitReady()) {
            written(log.push(tag, FIRST));
            written(log.push(tag, SECOND));

            assertThat(images(DEPLOYMENTS, "web")).containsExactly(tag + "@" + SECOND);
            assertThat(api.generation(DEPLOYMENTS, namespace, "web")).isEqualTo(3);
        }
    }

    /// Two events of a tag that come together are written once.
    private void written(RecordMetadata event) {
        assertThat(log.outcomes(Topics.outcomes(cluster), event, 1))
                .extracting(Outcome::kind)
                .containsExactly(OutcomeKind.Written);
    }

    @Test
    void restartsWhatPullsAlwaysOnceTheTagIsSettled() {
        ImageTag tag = tag("web");
        create("Deployment", "web", pod(tag.toString(), ""));
        create("Deployment", "cached", pod(tag.toString(), "").replace("Always", "IfNotPresent"));
        Instant settledAt = Instant.now().plusSeconds(2);
        try (var _ = syncer(Map.of("pushwire.policy", "restart")).awaitReady()) {
            RecordMetadata event = log.push(tag, FIRST, settledAt);
            List<Outcome> outcomes = log.outcomes(Topics.outcomes(cluster), event, 2);
            RecordMetadata again = log.push(tag, FIRST, settledAt);

            assertThat(outcomes)
                    .extracting(Outcome::kind)
                    .containsExactlyInAnyOrder(OutcomeKind.Restarted, OutcomeKind.CannotRestart);
            assertThat(outcomes)
                    .allSatisfy(outcome ->
                            assertThat(outcome.writtenAt().orElse(settledAt))
                                    .isAfterOrEqualTo(settledAt));
            assertThat(log.outcomes(Topics.outcomes(cluster), again, 2))
                    .extracting(Outcome::kind)
                    .containsExactlyInAnyOrder(OutcomeKind.SameDigest, OutcomeKind.CannotRestart);
            assertThat(images(DEPLOYMENTS, "web")).containsExactly(tag.toString());
            assertThat(template("web").getAsJsonObject("metadata").toString())
                    .contains("kubectl.kubernetes.io/restartedAt");
            assertThat(api.generation(DEPLOYMENTS, namespace, "web")).isEqualTo(2);
            assertThat(api.generation(DEPLOYMENTS, namespace, "cached")).isEqualTo(1);
        }
    }

    @Test
    void obeysTheAnnotationsOfAWorkload() {
        ImageTag tag = tag("web");
        create("Deployment", "ignored", pod(tag.toString(), ""));
        create("Deployment", "misspelt", pod(tag.toString(), ""));
        create("Deployment", "theirs", pod(tag + "@" + SECOND, ""));
        api.annotate(DEPLOYMENTS, namespace, "ignored", "pushwire.io/policy", "ignore");
        api.annotate(DEPLOYMENTS, namespace, "misspelt", "pushwire.io/policy", "pinn");
        try (var _ = syncer(Map.of()).awaitReady()) {
            RecordMetadata event = log.push(tag, FIRST);

            assertThat(log.outcomes(Topics.outcomes(cluster), event, 3))
                    .extracting(Outcome::kind)
                    .containsExactlyInAnyOrder(
                            OutcomeKind.IgnoredByPolicy,
                            OutcomeKind.InvalidPolicy,
                            OutcomeKind.PinnedByUser);
        }
    }

    @Test
    void writesNothingInADryRun() {
        ImageTag tag = tag("web");
        create("Deployment", "web", pod(tag.toString(), ""));
        try (var _ = syncer(Map.of("pushwire.dry-run", true)).awaitReady()) {
            RecordMetadata event = log.push(tag, FIRST);

            Outcome outcome = log.outcomes(Topics.outcomes(cluster), event, 1).getFirst();
            assertThat(outcome.kind()).isEqualTo(OutcomeKind.WouldWrite);
            assertThat(outcome.changes())
                    .containsExactly(new Outcome.Change("app", tag.toString(), tag + "@" + FIRST));
            assertThat(api.generation(DEPLOYMENTS, namespace, "web")).isEqualTo(1);
        }
    }

    @Test
    void recordsAnUnreadableEventAndGoesOn() {
        ImageTag tag = tag("web");
        create("Deployment", "web", pod(tag.toString(), ""));
        try (var _ = syncer(Map.of()).awaitReady()) {
            RecordMetadata garbage = log.garbage(tag);
            RecordMetadata event = log.push(tag, FIRST);

            assertThat(log.outcomes(Topics.outcomes(cluster), garbage, 1))
                    .extracting(Outcome::kind)
                    .containsExactly(OutcomeKind.Unreadable);
            assertThat(log.outcomes(Topics.outcomes(cluster), event, 1))
                    .extracting(Outcome::kind)
                    .containsExactly(OutcomeKind.Written);
        }
    }

    @Test
    void neverReplaysHistoryButMissesNothingWhileItIsDown() {
        ImageTag tag = tag("web");
        create("Deployment", "web", pod(tag.toString(), ""));
        try (var _ = syncer(Map.of()).awaitReady()) {
            // The topics exist from here on, for a cluster that comes later.
        }
        String newCluster = cluster + "-new";
        log.push(tag, FIRST);
        try (var _ = syncer(newCluster, Map.of()).awaitReady()) {
            assertThat(images(DEPLOYMENTS, "web")).containsExactly(tag.toString());
        }
        RecordMetadata whileDown = log.push(tag, SECOND);

        try (var _ = syncer(newCluster, Map.of())) {
            List<Outcome> outcomes = log.outcomes(Topics.outcomes(newCluster), whileDown, 1);

            assertThat(outcomes).extracting(Outcome::kind).containsExactly(OutcomeKind.Written);
            assertThat(log.read(Topics.outcomes(newCluster))).hasSize(1);
            assertThat(images(DEPLOYMENTS, "web")).containsExactly(tag + "@" + SECOND);
        }
    }

    @Test
    void seesWorkloadsThatComeAndGoWhileItRuns() {
        ImageTag tag = tag("web");
        try (var _ = syncer(Map.of()).awaitReady()) {
            create("Deployment", "late", pod(tag.toString(), ""));

            eventually(() -> {
                RecordMetadata event = log.push(tag, FIRST);
                assertThat(log.outcomes(Topics.outcomes(cluster), event, 1)).isNotEmpty();
            });
            assertThat(images(DEPLOYMENTS, "late")).containsExactly(tag + "@" + FIRST);
        }
    }

    @Test
    void leavesAConcurrentScaleAlone() {
        ImageTag tag = tag("web");
        create("Deployment", "web", pod(tag.toString(), ""));
        try (var _ = syncer(Map.of()).awaitReady()) {
            for (int replicas = 2; replicas < 22; replicas++) {
                Digest digest =
                        new Digest("sha256:" + Integer.toHexString(replicas % 16).repeat(64));
                RecordMetadata event = log.push(tag, digest);
                api.merge(
                        DEPLOYMENTS,
                        namespace,
                        "web",
                        "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
                log.outcomes(Topics.outcomes(cluster), event, 1);

                JsonObject spec = api.get(DEPLOYMENTS, namespace, "web").getAsJsonObject("spec");
                assertThat(spec.get("replicas").getAsInt()).isEqualTo(replicas);
                assertThat(images(DEPLOYMENTS, "web")).containsExactly(tag + "@" + digest);
            }
        }
    }

    @Test
    void waitsForAnApiServerThatIsAwayAndLosesNothing() {
        ImageTag tag = tag("web");
        create("Deployment", "web", pod(tag.toString(), ""));
        try (var _ = syncer(Map.of()).awaitReady()) {
            var away = api.faults().add(Fault.reject(503, "away").onVerb("patch"));
            RecordMetadata event = log.push(tag, FIRST);
            eventually(() ->
                    assertThat(
                                    api.journal()
                                            .count(entry ->
                                                    entry.namespace().equals(namespace)
                                                            && entry.code() == 503))
                            .isGreaterThanOrEqualTo(2));
            api.faults().remove(away.id());

            assertThat(log.outcomes(Topics.outcomes(cluster), event, 1))
                    .extracting(Outcome::kind)
                    .containsExactly(OutcomeKind.Written);
            assertThat(api.generation(DEPLOYMENTS, namespace, "web")).isEqualTo(2);
        }
    }

    @Test
    void tellsARefusalFromAMissingRight() {
        String denied = "admission webhook \"cosign\" denied the request";
        for (var expected :
                Map.of(400, OutcomeKind.Rejected, 403, OutcomeKind.NotAllowed).entrySet()) {
            String name = "refused-" + expected.getKey();
            ImageTag tag = tag(name);
            create("Deployment", name, pod(tag.toString(), ""));
            try (var _ = syncer(Map.of()).awaitReady()) {
                var refusing =
                        api.faults()
                                .add(
                                        Fault.reject(expected.getKey(), denied)
                                                .onVerb("patch")
                                                .inNamespace(namespace));
                RecordMetadata event = log.push(tag, FIRST);

                Outcome outcome = log.outcomes(Topics.outcomes(cluster), event, 1).getFirst();
                api.faults().remove(refusing.id());
                assertThat(outcome.kind()).isEqualTo(expected.getValue());
                assertThat(outcome.detail()).endsWith(denied);
            }
        }
    }

    @Test
    void consumesNothingBeforeItsCachesAreSynced() {
        ImageTag tag = tag("web");
        create("CronJob", "nightly", pod(tag.toString(), ""));
        try (var _ = syncer(Map.of()).awaitReady()) {
            // The group has its offsets from here on.
        }
        RecordMetadata event = log.push(tag, FIRST);
        var away = api.faults().add(Fault.hang().onVerb("list").onResource("cronjobs"));
        try (var late = syncer(Map.of())) {
            eventually(() -> assertThat(away.held()).isPositive());
            assertThat(late.subscription().lastPoll()).isEmpty();
            api.faults().remove(away.id());

            assertThat(log.outcomes(Topics.outcomes(cluster), event, 1))
                    .extracting(Outcome::kind)
                    .containsExactly(OutcomeKind.Written);
        }
    }

    private RunningSyncer syncer(Map<String, Object> properties) {
        return syncer(cluster, properties);
    }

    private RunningSyncer syncer(String name, Map<String, Object> properties) {
        return RunningSyncer.start(name, bootstrapServers(), properties);
    }

    /// A tag that no other test uses.
    private ImageTag tag(String name) {
        return new ImageTag("registry.example.com", namespace + "/" + name, "1");
    }

    private List<String> images(String collection, String name) {
        JsonObject spec = api.get(collection, namespace, name).getAsJsonObject("spec");
        if (collection.equals(CRON_JOBS)) {
            spec = spec.getAsJsonObject("jobTemplate").getAsJsonObject("spec");
        }
        return TestCluster.images(spec.getAsJsonObject("template").getAsJsonObject("spec"));
    }

    private JsonObject template(String name) {
        return api.get(DEPLOYMENTS, namespace, name)
                .getAsJsonObject("spec")
                .getAsJsonObject("template");
    }

    private void create(String kind, String name, String podSpec) {
        String template =
                "\"template\":{\"metadata\":{\"labels\":{\"app\":\"%s\"}},\"spec\":%s}"
                        .formatted(name, podSpec);
        String selector = "\"selector\":{\"matchLabels\":{\"app\":\"%s\"}},".formatted(name);
        String meta = "\"kind\":\"%s\",\"metadata\":{\"name\":\"%s\"}".formatted(kind, name);
        switch (kind) {
            case "CronJob" ->
                    api.create(
                            CRON_JOBS,
                            namespace,
                            "{\"apiVersion\":\"batch/v1\",%s,\"spec\":{\"schedule\":\"0 3 * * *\",\"jobTemplate\":{\"spec\":{%s}}}}"
                                    .formatted(
                                            meta,
                                            template.replace(
                                                    "\"containers\"",
                                                    "\"restartPolicy\":\"Never\",\"containers\"")));
            case "StatefulSet" ->
                    api.create(
                            "apps/v1/statefulsets",
                            namespace,
                            "{\"apiVersion\":\"apps/v1\",%s,\"spec\":{\"serviceName\":\"a\",%s%s}}"
                                    .formatted(meta, selector, template));
            default ->
                    api.create(
                            "apps/v1/" + kind.toLowerCase(Locale.ROOT) + "s",
                            namespace,
                            "{\"apiVersion\":\"apps/v1\",%s,\"spec\":{%s%s}}"
                                    .formatted(meta, selector, template));
        }
    }

    /// @param init image of an init container; empty for none
    private static String pod(String image, String init) {
        String inits =
                init.isEmpty()
                        ? ""
                        : "\"initContainers\":[{\"name\":\"init\",\"image\":\"%s\"}],"
                                .formatted(init);
        return "{%s\"containers\":[{\"name\":\"app\",\"image\":\"%s\",\"imagePullPolicy\":\"Always\"}]}"
                .formatted(inits, image);
    }
}
