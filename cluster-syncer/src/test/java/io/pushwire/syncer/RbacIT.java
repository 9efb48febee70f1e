// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.command.Commands;
import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.Yaml;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The roles that the command prints are enough, and none of their rules is too much.
@Timeout(180)
class RbacIT {

    private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1";
    private static final String DEPLOYMENTS = "apps/v1/deployments";
    private static final Digest DIGEST = new Digest("sha256:" + "1".repeat(64));
    private static final Gson JSON = new Gson();

    private final TestCluster api = TestCluster.shared();
    private final Map<String, String> applied = new HashMap<>();
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
        applied.keySet().forEach(api::delete);
        // What the API server remembers of them must not help the next test.
        if (!applied.isEmpty()) {
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

    /// What the command prints.
    private String rbac(Map<String, Object> settings, String... flags) {
        var all = new HashMap<>(settings);
        all.put("pushwire.cluster", "rbac");
        var out = new StringWriter();
        String[] arguments = new String[flags.length + 1];
        arguments[0] = "rbac";
        System.arraycopy(flags, 0, arguments, 1, flags.length);
        int code =
                Commands.execute(
                        new SyncerDesk(all),
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        arguments);
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    /// As kubectl does it.
    ///
    /// @param without the resource whose rule is left out
    private void apply(String yaml, String without) {
        for (Object document : new Yaml().loadAll(yaml)) {
            if (document instanceof Map<?, ?> manifest) {
                if (manifest.get("rules") instanceof List<?> rules) {
                    rules.removeIf(rule -> rule.toString().contains("resources=[" + without + "]"));
                }
                post(manifest);
            }
        }
        eventually(() -> assertThat(api.mayList(DEPLOYMENTS, namespace)).isTrue());
    }

    private void post(Map<?, ?> manifest) {
        var metadata = (Map<?, ?>) Objects.requireNonNull(manifest.get("metadata"));
        String plural = String.valueOf(manifest.get("kind")).toLowerCase(Locale.ROOT) + "s";
        String in =
                metadata.containsKey("namespace") ? "/namespaces/" + metadata.get("namespace") : "";
        String path = ROLES + in + "/" + plural;
        api.post(path, JSON.toJson(manifest));
        applied.put(path + "/" + metadata.get("name"), "");
    }
}
