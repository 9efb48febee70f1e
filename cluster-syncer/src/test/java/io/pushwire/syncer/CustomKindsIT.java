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
import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Kinds that the cluster may have: each as its own controller wants it written.
@Timeout(120)
class CustomKindsIT {

    private static final Digest DIGEST = new Digest("sha256:" + "1".repeat(64));

    private final TestCluster api = TestCluster.shared();
    private String namespace;
    private ImageTag tag;
    private Log log;

    @BeforeEach
    void makeNamespace() {
        namespace = api.createNamespace("kinds");
        tag = new ImageTag("registry.example.com", namespace + "/web", "1");
        log = new Log(EmbeddedKafka.bootstrapServers());
        api.define("argoproj.io", "v1alpha1", "rollouts", "Rollout");
        api.define("apps.kruise.io", "v1alpha1", "clonesets", "CloneSet");
        api.define("serving.knative.dev", "v1", "services", "Service");
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void pinsTheTemplatesOfKnownCustomKinds() {
        createAll();

        List<Outcome> outcomes = push(Map.of(), 3);

        assertThat(outcomes).extracting(Outcome::kind).containsOnly(OutcomeKind.Written);
        assertThat(image("argoproj.io/v1alpha1/rollouts")).isEqualTo(tag + "@" + DIGEST);
        assertThat(image("apps.kruise.io/v1alpha1/clonesets")).isEqualTo(tag + "@" + DIGEST);
        assertThat(image("serving.knative.dev/v1/services")).isEqualTo(tag + "@" + DIGEST);
    }

    @Test
    void restartsEachAsItsControllerWantsIt() {
        createAll();

        List<Outcome> outcomes = push(Map.of("pushwire.policy", "restart"), 3);

        assertThat(outcomes).extracting(Outcome::kind).containsOnly(OutcomeKind.Restarted);
        JsonObject rollout = api.get("argoproj.io/v1alpha1/rollouts", namespace, "web");
        assertThat(rollout.getAsJsonObject("spec").get("restartAt").getAsString()).endsWith("Z");
        assertThat(template("argoproj.io/v1alpha1/rollouts").toString())
                .doesNotContain("restartedAt");
        assertThat(template("apps.kruise.io/v1alpha1/clonesets").toString())
                .contains("kubectl.kubernetes.io/restartedAt");
        assertThat(template("serving.knative.dev/v1/services").toString())
                .contains("kubectl.kubernetes.io/restartedAt");
    }

    @Test
    void leavesARolloutThatHasNoTemplateOfItsOwn() {
        api.create(
                "argoproj.io/v1alpha1/rollouts",
                namespace,
                """
                {"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout","metadata":{"name":"borrowing"},
                 "spec":{"workloadRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"}}}
                """);
        create("argoproj.io/v1alpha1", "rollouts", "Rollout");

        assertThat(push(Map.of(), 1))
                .extracting(outcome -> outcome.workload().orElseThrow().name())
                .containsExactly("web");
    }

    @Test
    void looksAfterAKindOfTheUsersOwnAndNotAfterOneThatIsOff() {
        String kind = "Thing" + Long.toString(System.nanoTime(), 36);
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        api.define("example.com", "v1beta1", plural, kind);
        create("example.com/v1beta1", plural, kind);
        create("argoproj.io/v1alpha1", "rollouts", "Rollout");
        Map<String, Object> settings = new HashMap<>();
        settings.put("pushwire.kinds.things.group", "example.com");
        settings.put("pushwire.kinds.things.version", "v1beta1");
        settings.put("pushwire.kinds.things.plural", plural);
        settings.put("pushwire.kinds.things.kind", kind);
        settings.put("pushwire.kinds.things.restart", "none");
        settings.put("pushwire.kinds.rollouts.enabled", false);

        assertThat(push(settings, 1))
                .extracting(outcome -> outcome.workload().orElseThrow().kind())
                .containsExactly(kind);
    }

    @Test
    void isReadyWithoutAKindThatTheClusterDoesNotServe() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("pushwire.kinds.absent.group", "absent.example.com");
        settings.put("pushwire.kinds.absent.version", "v1");
        settings.put("pushwire.kinds.absent.plural", "things");
        settings.put("pushwire.kinds.absent.kind", "AbsentThing");
        try (var syncer =
                RunningSyncer.start(namespace, EmbeddedKafka.bootstrapServers(), settings)
                        .awaitReady()) {
            eventually(() -> assertThat(syncer.cluster().synchronizedOnce()).isTrue());
            assertThat(syncer.cluster().missingRight()).isEmpty();
        }
    }

    private void createAll() {
        create("argoproj.io/v1alpha1", "rollouts", "Rollout");
        create("apps.kruise.io/v1alpha1", "clonesets", "CloneSet");
        create("serving.knative.dev/v1", "services", "Service");
    }

    private void create(String groupVersion, String plural, String kind) {
        api.create(
                groupVersion + "/" + plural,
                namespace,
                """
                {"apiVersion":"%s","kind":"%s","metadata":{"name":"web"},
                 "spec":{"template":{"metadata":{"labels":{"app":"web"}},
                   "spec":{"containers":[{"name":"app","image":"%s","imagePullPolicy":"Always"}]}}}}
                """
                        .formatted(groupVersion, kind, tag));
    }

    private JsonObject template(String collection) {
        return api.get(collection, namespace, "web")
                .getAsJsonObject("spec")
                .getAsJsonObject("template");
    }

    private String image(String collection) {
        return TestCluster.images(template(collection).getAsJsonObject("spec")).getFirst();
    }

    private List<Outcome> push(Map<String, Object> settings, int expected) {
        try (var _ =
                RunningSyncer.start(namespace, EmbeddedKafka.bootstrapServers(), settings)
                        .awaitReady()) {
            return log.outcomes(Topics.outcomes(namespace), log.push(tag, DIGEST), expected);
        }
    }
}
