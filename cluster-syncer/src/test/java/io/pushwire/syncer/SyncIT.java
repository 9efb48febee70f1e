// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.syncer.SyncRig.CRON_JOBS;
import static io.pushwire.syncer.SyncRig.DEPLOYMENTS;
import static io.pushwire.syncer.SyncRig.STATEFUL_SETS;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import io.pushwire.image.Digest;
import io.pushwire.syncer.NodelessPods.Pod;
import io.pushwire.syncer.SyncRig.Ran;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.RegistryProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/// The command `sync` with a real registry, on what the workloads are and what becomes of them.
@Timeout(120)
class SyncIT {

    private static RegistryProcess registry;

    private final SyncRig rig = new SyncRig("sync");
    private ImagePusher pusher;
    private String repository;
    private String image;
    private Digest first;

    @TempDir private Path folder;

    @BeforeAll
    static void startRegistry() {
        registry = RegistryProcess.start();
    }

    @AfterAll
    static void stopRegistry() {
        if (registry != null) {
            registry.close();
        }
    }

    @BeforeEach
    void push() {
        pusher = ImagePusher.to(registry);
        repository = rig.namespace + "/web";
        image = registry.host() + "/" + repository + ":1";
        first = pusher.push(repository, "1", "first of " + rig.namespace);
    }

    @Test
    void reportsWhatIsOutOfDateAndWritesNothing() {
        rig.deployment("web", image);
        rig.cronJob("nightly", image);

        Ran ran = rig.sync();

        assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
        assertThat(ran.out())
                .contains(rig.ref("Deployment", "web"))
                .contains(rig.ref("CronJob", "nightly"))
                .contains("  app has to be updated from %s to %s@%s".formatted(image, image, first))
                .contains("2 workloads with 1 images: 0 ok, 2 out of date, 0 left, 0 failed");
        assertThat(rig.image(DEPLOYMENTS, "web")).isEqualTo(image);
        assertThat(rig.image(CRON_JOBS, "nightly")).isEqualTo(image);
        assertThat(rig.sync("-l", "no=such").code()).isZero();
    }

    @Test
    void updatePinsAndFollowsATagThatMoves() {
        rig.deployment("web", image);
        rig.cronJob("nightly", image);

        Ran ran = rig.sync("--update");

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.line(rig.ref("Deployment", "web"))).endsWith("updated");
        assertThat(ran.out()).contains("; 2 updated");
        assertThat(rig.image(DEPLOYMENTS, "web")).isEqualTo(image + "@" + first);
        assertThat(rig.image(CRON_JOBS, "nightly")).isEqualTo(image + "@" + first);
        assertThat(rig.annotations(DEPLOYMENTS, "web")).contains("pushwire.io/pinned");
        Ran again = rig.sync();
        assertThat(again.code()).as(again.toString()).isZero();
        assertThat(again.line("  app")).isEqualTo("  app ok");

        Digest second = pusher.push(repository, "1", "second of " + rig.namespace);
        assertThat(rig.sync().code()).isEqualTo(3);
        assertThat(rig.sync("--update").code()).isZero();
        assertThat(rig.image(DEPLOYMENTS, "web")).isEqualTo(image + "@" + second);
    }

    @Test
    void oneRunChangesAllContainersOfAWorkloadAtOnce() {
        Digest other = pusher.push(repository, "2", "other of " + rig.namespace);
        String images =
                ",\"initContainers\":[{\"name\":\"migrate\",\"image\":\"%s\"}]"
                        .formatted(image.replaceFirst(":1$", ":2"));
        rig.deployment("web", image, "", images);

        Ran ran = rig.sync("--update");

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out())
                .contains("  app has")
                .contains("  migrate has")
                .contains(other.value());
        assertThat(rig.image(DEPLOYMENTS, "web")).isEqualTo(image + "@" + first);
        assertThat(rig.api.generation(DEPLOYMENTS, rig.namespace, "web")).isEqualTo(2);
    }

    @Test
    void aDryRunSaysWhatWouldBeDone() {
        rig.deployment("web", image);

        Ran ran = rig.sync("--update", "--dry-run");

        assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
        assertThat(ran.line(rig.ref("Deployment", "web"))).endsWith("would be updated");
        assertThat(rig.api.generation(DEPLOYMENTS, rig.namespace, "web")).isEqualTo(1);
    }

    @Test
    void leavesWhatItsOwnerWantsLeft() {
        rig.deployment("fixed", image + "@sha256:" + "7".repeat(64));
        annotated("ignored", "pushwire.io/policy", "ignore");
        annotated("told", "pushwire.io/policy", "notify");
        annotated("held", "pushwire.io/hold", "until Friday");
        rig.deployment("paused", image);
        rig.api.merge(DEPLOYMENTS, rig.namespace, "paused", "{\"spec\":{\"paused\":true}}");

        Ran ran = rig.sync("--update");

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out())
                .contains("  app fixed digest")
                .contains("  app left, IgnoredByPolicy: policy ignore, from annotation")
                .contains(
                        "  app has to be updated from %s to %s@%s (only told"
                                .formatted(image, image, first))
                .contains("  app left, Held: container app is held by annotation pushwire.io/hold")
                .contains("  app left, RolloutPaused: its rollout is paused");
        for (String name : new String[] {"ignored", "told", "held", "paused"}) {
            assertThat(rig.image(DEPLOYMENTS, name)).as(name).isEqualTo(image);
        }
    }

    @Test
    void leavesADigestWithoutATagUntilTheManifestIsAppliedAgain() {
        String untagged = image.substring(0, image.lastIndexOf(':'));
        rig.deployment("web", untagged + "@" + first);

        assertThat(rig.sync("--update").out()).contains("  app fixed digest");
        assertThat(rig.image(DEPLOYMENTS, "web")).isEqualTo(untagged + "@" + first);

        rig.api.merge(
                DEPLOYMENTS,
                rig.namespace,
                "web",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\"%s\"}]}}}}"
                        .formatted(image));

        assertThat(rig.sync("--update").code()).isZero();
        assertThat(rig.image(DEPLOYMENTS, "web")).isEqualTo(image + "@" + first);
    }

    @Test
    void takesOverWhatImagoPinned() {
        String before = image + "@sha256:" + "3".repeat(64);
        rig.deployment("web", before);
        rig.api.annotate(
                DEPLOYMENTS,
                rig.namespace,
                "web",
                "imago-config-spec",
                "{\\\"containers\\\":[{\\\"name\\\":\\\"app\\\",\\\"image\\\":\\\"%s\\\"}]}"
                        .formatted(image));

        Ran ran = rig.sync("--update");

        assertThat(ran.out()).contains("  app has to be updated from %s to".formatted(before));
        assertThat(rig.image(DEPLOYMENTS, "web")).isEqualTo(image + "@" + first);
        assertThat(rig.annotations(DEPLOYMENTS, "web")).contains("pushwire.io/pinned");
    }

    @Test
    void restartGivesPinnedImagesTheirTagBackAndRestartsNoCronJob() {
        rig.deployment("web", image);
        rig.cronJob("nightly", image);
        assertThat(rig.sync("--update").code()).isZero();

        Ran ran = rig.sync("--restart");

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.line(rig.ref("Deployment", "web"))).endsWith("restarted");
        assertThat(ran.out())
                .contains("  app left, CannotRestart: container app runs no pods between");
        assertThat(rig.image(DEPLOYMENTS, "web")).isEqualTo(image);
        assertThat(rig.templateAnnotations(DEPLOYMENTS, "web"))
                .contains("kubectl.kubernetes.io/restartedAt");
        assertThat(rig.image(CRON_JOBS, "nightly")).isEqualTo(image + "@" + first);
    }

    @Test
    void restartsOnlyWhatHasOutdatedPods() {
        rig.deployment("old", image);
        rig.pods.ofDeployment("old", repositoryAt("sha256:" + "4".repeat(64)));
        rig.deployment("new", image);
        rig.pods.ofDeployment("new", repositoryAt(first.value()));

        Ran ran = rig.sync("--restart");

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.out()).contains("; 1 restarted").contains("  app ok (its pod runs it)");
        assertThat(rig.templateAnnotations(DEPLOYMENTS, "old")).contains("restartedAt");
        assertThat(rig.templateAnnotations(DEPLOYMENTS, "new")).doesNotContain("restartedAt");
        // Its pods are still the old ones: nobody replaced them, so it is done again.
        assertThat(rig.sync("--restart").out()).contains("; 1 restarted");
    }

    @Test
    void leavesWhatWouldNotPullAgain() {
        rig.api.create(
                DEPLOYMENTS,
                rig.namespace,
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"cached"},
                 "spec":{"selector":{"matchLabels":{"app":"cached"}},"template":{"metadata":{"labels":{"app":"cached"}},
                   "spec":{"containers":[{"name":"app","image":"%s","imagePullPolicy":"IfNotPresent"}]%s}}}}
                """
                        .formatted(image, NodelessPods.UNSCHEDULED));
        Pod cached = rig.pods.ofDeployment("cached", repositoryAt("sha256:" + "4".repeat(64)));

        for (String act : new String[] {"--restart", "--recreate"}) {
            Ran ran = rig.sync(act);

            assertThat(ran.code()).as(ran.toString()).isZero();
            assertThat(ran.out())
                    .contains("  app left, CannotRestart: container app would not pull again");
        }
        assertThat(rig.pods.isThere(cached)).isTrue();
    }

    @Test
    void recreateEvictsOutdatedPodsAndNoMoreThanAllowed() {
        rig.statefulSet("db", image, 3);
        Pod old = rig.pods.ofStatefulSet("db", 0, repositoryAt("sha256:" + "4".repeat(64)));
        Pod current = rig.pods.ofStatefulSet("db", 1, repositoryAt(first.value()));
        Pod older = rig.pods.ofStatefulSet("db", 2, repositoryAt("sha256:" + "5".repeat(64)));

        Ran ran = rig.sync("--recreate", "--max-evictions", "1");

        assertThat(ran.code()).as(ran.toString()).isZero();
        assertThat(ran.line(rig.ref("StatefulSet", "db")))
                .contains("recreated, evicted db-0")
                .contains("1 more outdated pods are left, by --max-evictions");
        assertThat(rig.pods.isThere(old)).isFalse();
        assertThat(rig.pods.isThere(current)).isTrue();
        assertThat(rig.pods.isThere(older)).isTrue();
        rig.pods.replaced(old, repositoryAt(first.value()));

        Ran rest = rig.sync("--recreate");
        assertThat(rest.line(rig.ref("StatefulSet", "db"))).endsWith("recreated, evicted db-2");
        assertThat(rig.pods.isThere(older)).isFalse();
        rig.pods.replaced(older, repositoryAt(first.value()));

        assertThat(rig.sync("--recreate").out()).contains("; 0 recreated");
        assertThat(rig.pods.isThere(current)).isTrue();
        assertThat(rig.api.generation(STATEFUL_SETS, rig.namespace, "db")).isEqualTo(1);
    }

    @Test
    void recreateSparesPodsThatRunTheIndexByItsPlatform() {
        Digest index = pusher.pushIndex(repository, "1", "amd64", "arm64");
        Digest platform = pusher.push(repository, "amd", "amd64");
        rig.statefulSet("db", image, 2);
        Pod current = rig.pods.ofStatefulSet("db", 0, repositoryAt(platform.value()));
        Pod old = rig.pods.ofStatefulSet("db", 1, repositoryAt("sha256:" + "5".repeat(64)));

        Ran ran = rig.sync("--recreate");

        assertThat(ran.out()).contains("evicted db-1").contains(index.value());
        assertThat(rig.pods.isThere(current)).isTrue();
        assertThat(rig.pods.isThere(old)).isFalse();
    }

    @Test
    void barePodsAreReportedOrPatchedInPlace() {
        rig.pods.bare("alone", image, repositoryAt("sha256:" + "4".repeat(64)));

        Ran reported = rig.sync("--recreate");
        assertThat(reported.code()).as(reported.toString()).isZero();
        assertThat(reported.out()).contains(rig.ref("Pod", "alone")).contains("(only told");
        assertThat(rig.image("v1/pods", "alone")).isEqualTo(image);
        assertThat(rig.sync("--check-pods").code()).isEqualTo(3);
        assertThat(rig.sync().out()).doesNotContain("alone");

        Ran patched = rig.sync("--recreate", "--bare-pods=patch");
        assertThat(patched.line(rig.ref("Pod", "alone"))).endsWith("updated");
        assertThat(rig.image("v1/pods", "alone")).isEqualTo(image + "@" + first);
    }

    @Test
    void checksWhatPodsReallyRun() {
        Digest index = pusher.pushIndex(repository, "1", "amd64", "arm64");
        Digest platform = pusher.push(repository, "amd", "amd64");
        rig.deployment("byindex", image);
        rig.pods.ofDeployment("byindex", repositoryAt(index.value()));
        rig.deployment("byplatform", image);
        rig.pods.ofDeployment("byplatform", "docker-pullable://" + repositoryAt(platform.value()));
        rig.deployment("old", image);
        Pod old = rig.pods.ofDeployment("old", repositoryAt(first.value()));
        rig.deployment("stuck", image);
        Pod stuck = rig.pods.ofDeployment("stuck", "");
        rig.pods.cannotPull(stuck, "Back-off pulling image");
        rig.cronJob("nightly", image);
        Pod nightly = rig.pods.ofCronJob("nightly", repositoryAt(first.value()));

        Ran ran = rig.sync("--check-pods");

        assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
        assertThat(ran.out())
                .contains("5 workloads with 1 images: 2 ok, 3 out of date")
                .contains("    on pod %s runs %s".formatted(old.name(), first))
                .contains(
                        "    on pod %s ImagePullBackOff: Back-off pulling image"
                                .formatted(stuck.name()))
                .contains("    on pod %s runs %s".formatted(nightly.name(), first));

        // Less intrusive: only what has outdated pods is updated.
        assertThat(rig.sync("--check-pods", "--update").out()).contains("; 3 updated");
        assertThat(rig.image(DEPLOYMENTS, "byindex")).isEqualTo(image);
        assertThat(rig.image(DEPLOYMENTS, "old")).isEqualTo(image + "@" + index);
        // The specs are right now, the pods are not.
        Ran after = rig.sync("--check-pods");
        assertThat(after.code()).isEqualTo(3);
        assertThat(after.out()).contains("  app has pods that have to be replaced to run " + image);
    }

    @Test
    void selectsByLabelsFieldsAndNamespaces() {
        String label = ",\"labels\":{\"run\":\"%s\"}".formatted(rig.namespace);
        rig.deployment("web", image, label, "");
        rig.deployment("db", image);
        var other = new SyncRig("sync-other");
        other.deployment("web", image, label, "");

        assertThat(rig.sync("-l", "run=" + rig.namespace).out()).contains("1 workloads");
        assertThat(rig.sync("--field-selector", "metadata.name=db").out())
                .contains("1 workloads")
                .contains(rig.ref("Deployment", "db"));
        Ran both = run("-n", rig.namespace, "-n", other.namespace);
        assertThat(both.out()).contains("3 workloads");
        Ran all = run("-A", "-l", "run=" + rig.namespace);
        assertThat(all.out()).contains("2 workloads").contains(other.ref("Deployment", "web"));
        Ran without = run("-x", other.namespace, "-l", "run=" + rig.namespace);
        assertThat(without.out()).contains("1 workloads").contains(rig.ref("Deployment", "web"));
        Ran wrong = run("-n", rig.namespace, "-l", "not a selector");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).startsWith("Tried to list or watch ").hasLineCount(1);
    }

    @Test
    void asksTheNamespaceOfTheContextWhereNoneIsNamed() throws IOException {
        rig.deployment("web", image);
        String server = Files.readString(rig.api.kubeconfig());
        Path file =
                Files.writeString(
                        folder.resolve("kubeconfig"),
                        Kubeconfigs.withNamespace(server, rig.namespace));

        Ran ran = rig.run(Map.of(), Stream.of("--kubeconfig", file.toString()));

        assertThat(ran.out()).contains("1 workloads").contains(rig.ref("Deployment", "web"));
        Ran wrong =
                rig.run(Map.of(), Stream.of("--kubeconfig", file.toString(), "--context", "none"));
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("pushwire.kubernetes.context \"none\" is not in");
    }

    @Test
    void goesByTheConfigurationWhereThereIsOne() {
        annotated("asking", "pushwire.io/policy", "pin");
        rig.deployment("silent", image);
        Map<String, Object> settings =
                Map.of(
                        "pushwire.kubernetes.kubeconfig",
                        rig.api.kubeconfig().toString(),
                        "pushwire.opt-in",
                        true);

        Ran ran = rig.run(settings, Stream.of("-n", rig.namespace, "--update"));

        assertThat(ran.out())
                .contains("  app left, NotSelected: neither it nor its namespace")
                .contains("; 1 updated");
        assertThat(rig.image(DEPLOYMENTS, "asking")).isEqualTo(image + "@" + first);
        assertThat(rig.image(DEPLOYMENTS, "silent")).isEqualTo(image);
    }

    @Test
    void writesOneJsonDocument() {
        rig.deployment("web", image);

        Ran ran = rig.sync("--update", "-o", "json");

        JsonObject document = JsonParser.parseString(ran.out()).getAsJsonObject();
        assertThat(document.get("schema").getAsString()).isEqualTo("pushwire.io/sync/v1");
        assertThat(Instant.parse(document.get("startedAt").getAsString()))
                .isBeforeOrEqualTo(Instant.parse(document.get("finishedAt").getAsString()));
        assertThat(document.get("exitCode").getAsInt()).isZero();
        JsonObject web = document.getAsJsonArray("workloads").get(0).getAsJsonObject();
        assertThat(web.get("done").getAsString()).isEqualTo("updated");
        JsonObject container = web.getAsJsonArray("containers").get(0).getAsJsonObject();
        assertThat(container.get("state").getAsString()).isEqualTo("outOfDate");
        assertThat(container.get("digest").getAsString()).isEqualTo(first.value());
        assertThat(container.get("to").getAsString()).isEqualTo(image + "@" + first);
        assertThat(document.getAsJsonObject("summary").get("changed").getAsInt()).isEqualTo(1);
    }

    @Test
    void asksOnceForEachImage() {
        try (var counting = CountingProxy.to(registry.uri())) {
            String here = counting.host() + "/" + repository + ":1";
            for (int i = 0; i < 5; i++) {
                rig.deployment("web-" + i, here);
            }

            Ran ran = rig.sync();

            assertThat(ran.out()).contains("5 workloads with 1 images: 0 ok, 5 out of date");
            assertThat(counting.requests())
                    .containsExactly("HEAD /v2/" + repository + "/manifests/1");
        }
    }

    private Ran run(String... flags) {
        return rig.run(Stream.of(flags));
    }

    private void annotated(String name, String annotation, String value) {
        rig.deployment(name, image);
        rig.api.annotate(DEPLOYMENTS, rig.namespace, name, annotation, value);
    }

    private String repositoryAt(String digest) {
        return registry.host() + "/" + repository + "@" + digest;
    }
}
