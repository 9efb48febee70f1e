// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.TestCluster.Answer;
import io.pushwire.testing.EmbeddedKafka;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;

/// What happens beside people with kubectl, Flux, Argo CD and operators. The README's section
/// "Beside people and other tools" says it in words.
@Timeout(120)
class OtherWritersIT {

    private static final String SKIPPED =
            "SKIPPED: the sandbox cluster has no server-side apply, so no conflict;"
                    + " KUBEBUILDER_ASSETS names no real kube-apiserver";
    private static final String HOLD = "pushwire.io/hold";
    private static final String KUBECTL = "kubectl-client-side-apply";
    private static final String FLUX =
            "\"labels\":{\"kustomize.toolkit.fluxcd.io/name\":\"apps\",\"kustomize.toolkit.fluxcd.io/namespace\":\"flux-system\"},";
    private static final String ARGO =
            "\"annotations\":{\"argocd.argoproj.io/tracking-id\":\"shop:apps/Deployment:shop/web\"},";
    private static final Digest FIRST = new Digest("sha256:" + "1".repeat(64));
    private static final Digest SECOND = new Digest("sha256:" + "2".repeat(64));
    private static final Digest THIRD = new Digest("sha256:" + "3".repeat(64));

    private final TestCluster api = TestCluster.shared();
    private String namespace;
    private ImageTag tag;
    private OtherTools tools;
    private Log log;

    @BeforeEach
    void makeNamespace() {
        namespace = api.createNamespace("others");
        tag = new ImageTag("registry.example.com", namespace + "/web", "1");
        tools = new OtherTools(api, namespace);
        log = new Log(EmbeddedKafka.bootstrapServers());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void aClientSideApplyKeepsItsChangesAndIsPinnedAgain() {
        tools.apply(manifest("Always", 1, ""), KUBECTL);
        try (var _ = syncer(Map.of())) {
            push(FIRST);
            assertThat(tools.image()).isEqualTo(tag + "@" + FIRST);

            tools.apply(manifest("Always", 2, ""), KUBECTL);

            eventually(() -> assertThat(kinds()).containsExactly("Written", "Written"));
            assertThat(tools.image()).isEqualTo(tag + "@" + FIRST);
            assertThat(tools.level()).isEqualTo("2");
            assertThat(tools.pushwiresWrites()).isEqualTo(2);
        }
    }

    @Test
    void aServerSideApplyConflictsWithAPinAndWinsByForce() {
        assumeTrue(api.isReal(), SKIPPED);
        tools.apply(manifest("Always", 1, ""), KUBECTL);
        try (var _ = syncer(Map.of())) {
            push(FIRST);

            Answer refusal = tools.applyServerSide(manifest("Always", 2, ""), "kubectl", false);
            assertThat(refusal.code()).isEqualTo(HttpURLConnection.HTTP_CONFLICT);
            assertThat(refusal.body())
                    .contains("Apply failed with ")
                    .contains("\\\"pushwire\\\"")
                    .contains(".spec.template.spec.containers[name=\\\"app\\\"].image");
            assertThat(tools.image()).isEqualTo(tag + "@" + FIRST);

            assertThat(tools.applyServerSide(manifest("Always", 2, ""), "kubectl", true).code())
                    .isEqualTo(HttpURLConnection.HTTP_OK);
            assertThat(push(SECOND).kind()).isEqualTo(OutcomeKind.Restarted);
            assertThat(outcomes().getLast().detail()).contains("kubectl");
            assertThat(tools.image()).isEqualTo(tag.toString());
            assertThat(tools.level()).isEqualTo("2");
            assertThat(tools.pushwiresWrites()).isEqualTo(2);
        }
    }

    @Test
    void whatIsAppliedOnTheServerIsRestartedAndMeetsNoConflict() {
        tools.applyServerSide(manifest("Always", 1, ""), "kubectl", false);
        try (var _ = syncer(Map.of())) {
            assertThat(push(FIRST).kind()).isEqualTo(OutcomeKind.Restarted);

            Answer answer = tools.applyServerSide(manifest("Always", 2, ""), "kubectl", false);
            assertThat(answer.code()).as("%s", answer).isEqualTo(HttpURLConnection.HTTP_OK);

            assertThat(push(SECOND).kind()).isEqualTo(OutcomeKind.Restarted);
            assertThat(outcomes().getLast().detail()).contains("kubectl");
            assertThat(tools.image()).isEqualTo(tag.toString());
            assertThat(tools.level()).isEqualTo("2");
            assertThat(tools.pushwiresWrites()).isEqualTo(2);
        }
    }

    @Test
    void fluxAppliesOnAndOnAndEachPushRestartsOnce() {
        applyAsFlux();
        try (var _ = syncer(Map.of())) {
            for (Digest digest : List.of(FIRST, SECOND, THIRD)) {
                applyAsFlux();
                RecordMetadata event = log.push(tag, digest);
                for (int again = 0; again < 5; again++) {
                    applyAsFlux();
                }
                assertThat(outcome(event).kind()).isEqualTo(OutcomeKind.Restarted);
                assertThat(outcome(event).detail()).contains("kustomize-controller");
                applyAsFlux();
            }
            assertQuiet(3);
        }
    }

    @Test
    void argoAppliesOnAndOnAndEachPushRestartsOnce() {
        JsonObject manifest = manifest("Always", 1, ARGO);
        tools.apply(manifest, "argocd-controller");
        try (var _ = syncer(Map.of())) {
            for (Digest digest : List.of(FIRST, SECOND, THIRD)) {
                RecordMetadata event = log.push(tag, digest);
                for (int again = 0; again < 5; again++) {
                    tools.apply(manifest, "argocd-controller");
                }
                assertThat(outcome(event).kind()).isEqualTo(OutcomeKind.Restarted);
                assertThat(outcome(event).detail())
                        .contains("Argo CD (argocd.argoproj.io/tracking-id)");
                tools.apply(manifest, "argocd-controller");
            }
            assertQuiet(3);
        }
    }

    @Test
    void whatWouldNotPullAgainBesideArgoIsLeft() {
        tools.apply(manifest("IfNotPresent", 1, ARGO), "argocd-controller");
        try (var _ = syncer(Map.of())) {
            assertThat(push(FIRST).kind()).isEqualTo(OutcomeKind.CannotRestart);
            assertThat(outcomes().getLast().detail()).contains("Argo CD");
            assertThat(tools.generation()).isEqualTo(1);
            assertThat(tools.pushwiresWrites()).isZero();
        }
    }

    /// A person who asks for pins where a tool takes them back gets a fight that ends.
    @Test
    void aPinThatArgoTakesBackIsGivenUp() {
        JsonObject manifest = manifest("Always", 1, ARGO);
        tools.apply(manifest, "argocd-controller");
        try (var _ = syncer(Map.of("pushwire.on-managed", "pin"))) {
            push(FIRST);
            for (int round = 0; round < 2; round++) {
                eventually(() -> assertThat(tools.image()).isEqualTo(tag + "@" + FIRST));
                tools.apply(manifest, "argocd-controller");
            }
            eventually(
                    () -> assertThat(kinds()).containsExactly("Written", "Written", "Contested"));
            assertThat(outcomes().getLast().detail()).contains("argocd-controller");

            for (int again = 0; again < 5; again++) {
                tools.apply(manifest("Always", again, ARGO), "argocd-controller");
            }
            awaitAllSeen();
            assertThat(tools.pushwiresWrites()).isEqualTo(2);
            assertThat(tools.image()).isEqualTo(tag.toString());
        }
    }

    @Test
    void anUndoIsHeldAlsoTheSecondTime() {
        tools.apply(manifest("Always", 1, ""), KUBECTL);
        try (var _ = syncer(Map.of())) {
            push(FIRST);
            JsonObject first = tools.revision();
            push(SECOND);

            tools.undoTo(first);
            eventually(() -> assertThat(tools.annotations()).containsKey(HOLD));
            assertThat(tools.image()).isEqualTo(tag + "@" + FIRST);
            // The controller copies the hold into the revision that runs now.
            JsonObject held = tools.revision();

            push(THIRD);
            assertThat(tools.image()).isEqualTo(tag + "@" + THIRD);
            tools.undoTo(held);
            eventually(() ->
                    assertThat(kinds())
                            .containsExactly("Written", "Written", "Held", "Written", "Held"));
            assertThat(tools.image()).isEqualTo(tag + "@" + FIRST);
            eventually(() ->
                    assertThat(String.valueOf(tools.annotations().get(HOLD)))
                            .contains(THIRD.toString()));
        }
    }

    @Test
    void aPausedRolloutIsPinnedWhenItResumes() {
        tools.apply(manifest("Always", 1, ""), KUBECTL);
        try (var _ = syncer(Map.of())) {
            push(FIRST);
            tools.pause(true);
            awaitAllSeen();
            assertThat(push(SECOND).kind()).isEqualTo(OutcomeKind.RolloutPaused);
            assertThat(tools.image()).isEqualTo(tag + "@" + FIRST);

            tools.pause(false);
            eventually(() -> assertThat(tools.image()).isEqualTo(tag + "@" + SECOND));
            eventually(() -> assertThat(kinds()).endsWith("RolloutPaused", "Written"));
        }
    }

    private void applyAsFlux() {
        Answer answer =
                tools.applyServerSide(manifest("Always", 1, FLUX), "kustomize-controller", true);
        assertThat(answer.isSuccess()).as("%s", answer).isTrue();
    }

    private JsonObject manifest(String pullPolicy, int level, String metadata) {
        return tools.manifest(tag.toString(), pullPolicy, level, metadata);
    }

    /// One write a push and no change by the tool that restarts anything.
    private void assertQuiet(int pushes) {
        awaitAllSeen();
        assertThat(tools.image()).isEqualTo(tag.toString());
        assertThat(tools.pushwiresWrites()).isEqualTo(pushes);
        assertThat(tools.generation()).isEqualTo(1 + pushes);
        assertThat(kinds()).hasSize(pushes).containsOnly("Restarted");
    }

    /// The syncer has handled a workload that came after everything that was done to this one.
    private void awaitAllSeen() {
        var other = new ImageTag("registry.example.com", namespace + "/marker", "1");
        api.createDeployment(namespace, "marker", other.toString());
        eventually(() -> assertThat(log.inventory(namespace)).containsKey(other));
        assertThat(log.outcomes(Topics.outcomes(namespace), log.push(other, FIRST), 1))
                .extracting(Outcome::kind)
                .containsExactly(OutcomeKind.Written);
    }

    private RunningSyncer syncer(Map<String, Object> properties) {
        return RunningSyncer.start(namespace, EmbeddedKafka.bootstrapServers(), properties)
                .awaitReady();
    }

    private Outcome push(Digest digest) {
        return outcome(log.push(tag, digest));
    }

    private Outcome outcome(RecordMetadata event) {
        return log.outcomes(Topics.outcomes(namespace), event, 1).getFirst();
    }

    /// Of the workload `web`, without what its rollouts came to: a later write ends the earlier's.
    private List<Outcome> outcomes() {
        return log.read(Topics.outcomes(namespace)).stream()
                .filter(outcome -> outcome.cause().image().equals(tag.toString()))
                .filter(outcome -> outcome.kind() != OutcomeKind.Superseded)
                .toList();
    }

    private List<String> kinds() {
        return outcomes().stream().map(outcome -> outcome.kind().name()).toList();
    }
}
