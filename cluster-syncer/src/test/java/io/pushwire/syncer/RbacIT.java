// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The roles that the command prints are enough, and none of their rules is too much.
@Timeout(180)
class RbacIT {

    private static final String DEPLOYMENTS = "apps/v1/deployments";
    private static final Digest DIGEST = new Digest("sha256:" + "1".repeat(64));

    private final TestCluster api = TestCluster.shared();
    private final PrintedRoles roles = new PrintedRoles(api);
    private String namespace;
    private ImageTag tag;

    @BeforeEach
    void makeWorkload() {
        assumeTrue(
                api.restricted().isPresent(),
                () -> {
                    System.out.println(
                            "SKIPPED RbacIT: only kube-apiserver (KUBEBUILDER_ASSETS) has RBAC");
                    return "RBAC";
                });
        namespace = api.createNamespace("rbac");
        tag = new ImageTag("registry.example.com", namespace + "/web", "1");
        api.create(
                DEPLOYMENTS,
                namespace,
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},
                 "spec":{"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
                   "spec":{"containers":[{"name":"app","image":"%s","imagePullPolicy":"Always"}]}}}}
                """
                        .formatted(tag));
    }

    @AfterEach
    void takeRightsAway() {
        roles.close();
        if (api.restricted().isPresent()) {
            // What the API server remembers of them must not help the next test.
            eventually(() -> assertThat(api.mayList(DEPLOYMENTS, namespace)).isFalse());
        }
    }

    @Test
    void aClusterRoleIsEnough() {
        apply(rbac(Map.of()), "");

        Result result = push(Map.of(), OutcomeKind.Written);

        assertThat(result.missingRight()).isEmpty();
    }

    @Test
    void aRoleInANamespaceIsEnough() {
        Map<String, Object> settings = Map.of("pushwire.namespaces.include", List.of(namespace));
        apply(rbac(settings, "--namespaced"), "");
        api.annotateNamespace(namespace, "pushwire.io/policy", "restart");

        Result result = push(settings, OutcomeKind.Restarted);

        assertThat(result.missingRight()).isEmpty();
    }

    @Test
    void evictsWithTheRightsOfRecreate() {
        Map<String, Object> settings = Map.of("pushwire.policy", "recreate");
        apply(rbac(settings, "--recreate"), "");

        // Where controllers run there is a pod.
        push(settings, OutcomeKind.SameDigest, OutcomeKind.Recreated);
    }

    @Test
    void namesTheRightToListPodsWhereItIsMissing() {
        Map<String, Object> settings = Map.of("pushwire.policy", "recreate");
        apply(rbac(settings, "--recreate"), "pods");

        Result result = push(settings, OutcomeKind.NotAllowed);

        assertThat(result.outcome().detail()).contains("needs the verb list on pods");
    }

    @Test
    void namesTheRightToPatchWhereItIsMissing() {
        apply(rbac(Map.of()).replace(", \"patch\"", ""), "");

        Result result = push(Map.of(), OutcomeKind.NotAllowed);

        assertThat(result.outcome().detail())
                .contains("needs the verb patch on deployments in namespace " + namespace);
    }

    @Test
    void namesTheRightToReadNamespacesWhereItIsMissing() {
        apply(rbac(Map.of()), "namespaces");

        assertThat(push(Map.of(), OutcomeKind.Written).missingRight())
                .contains("needs the verbs list and watch on namespaces");
    }

    @Test
    void namesACustomKindThatMayNotBeRead() {
        api.define("argoproj.io", "v1alpha1", "rollouts", "Rollout");
        apply(rbac(Map.of()), "rollouts");

        assertThat(push(Map.of(), OutcomeKind.Written).missingRight())
                .contains("needs the verbs list and watch on rollouts.argoproj.io");
    }

    private record Result(Outcome outcome, String missingRight) {}

    private Result push(Map<String, Object> settings, OutcomeKind... expected) {
        var all = new HashMap<>(settings);
        all.put("pushwire.kubernetes.kubeconfig", api.restricted().orElseThrow().toString());
        try (var log = new Log(EmbeddedKafka.bootstrapServers());
                var syncer =
                        RunningSyncer.start(namespace, EmbeddedKafka.bootstrapServers(), all)
                                .awaitReady()) {
            Outcome outcome =
                    log.outcomes(Topics.outcomes(namespace), log.push(tag, DIGEST), 1).getFirst();
            assertThat(outcome.kind()).as(outcome.detail()).isIn((Object[]) expected);
            return new Result(outcome, syncer.cluster().missingRight().orElse(""));
        }
    }

    private static String rbac(Map<String, Object> settings, String... flags) {
        return PrintedRoles.print(settings, flags);
    }

    /// @param without the resource whose rule is left out
    private void apply(String yaml, String without) {
        roles.apply(yaml, without);
        eventually(() -> assertThat(api.mayList(DEPLOYMENTS, namespace)).isTrue());
    }
}
