// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.sandbox.fault.Fault;
import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// What an API server says of a workload reaches the guards, and what they leave is not written.
@Timeout(120)
class GuardsIT {

    private static final String DEPLOYMENTS = "apps/v1/deployments";
    private static final Digest DIGEST = new Digest("sha256:" + "1".repeat(64));

    private final TestCluster api = TestCluster.shared();
    private String namespace;
    private ImageTag tag;
    private Log log;

    @BeforeEach
    void makeNamespace() {
        namespace = api.createNamespace("guards");
        tag = new ImageTag("registry.example.com", namespace + "/web", "1");
        log = new Log(EmbeddedKafka.bootstrapServers());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void leavesWhatIsNotToBeWritten() {
        create("paused", "", "\"paused\":true,");
        create(
                "owned",
                ",\"ownerReferences\":[{\"apiVersion\":\"example.com/v1\",\"kind\":\"Kafka\",\"name\":\"events\",\"uid\":\"1\",\"controller\":true}]",
                "");
        create("notified", ",\"annotations\":{\"pushwire.io/policy\":\"notify\"}", "");
        create(
                "scaled-down",
                ",\"annotations\":{\"pushwire.io/policy\":\"restart\"}",
                "\"replicas\":0,");

        Map<String, Outcome> outcomes = push(Map.of(), 4);

        assertThat(kinds(outcomes))
                .isEqualTo(
                        Map.of(
                                "paused", OutcomeKind.RolloutPaused,
                                "owned", OutcomeKind.OwnedBy,
                                "notified", OutcomeKind.Notified,
                                "scaled-down", OutcomeKind.NoPods));
        assertThat(of("owned", outcomes).detail()).contains("Kafka events");
        assertThat(of("notified", outcomes).changes())
                .containsExactly(new Outcome.Change("app", tag.toString(), tag + "@" + DIGEST));
        outcomes.keySet().forEach(name -> assertThat(image(name)).isEqualTo(tag.toString()));
    }

    @Test
    void restartsWhatAnotherToolApplies() {
        create("applied", "", "");
        api.merge(DEPLOYMENTS, namespace, "applied", appliedBy("kustomize-controller"));
        create("tracked", ",\"labels\":{\"helm.toolkit.fluxcd.io/name\":\"web\"}", "");

        Map<String, Outcome> outcomes = push(Map.of(), 2);

        assertThat(kinds(outcomes))
                .isEqualTo(
                        Map.of(
                                "applied", OutcomeKind.Restarted,
                                "tracked", OutcomeKind.Restarted));
        assertThat(of("applied", outcomes).detail()).contains("kustomize-controller");
        assertThat(of("tracked", outcomes).detail()).contains("helm.toolkit.fluxcd.io/name");
        outcomes.keySet().forEach(name -> assertThat(image(name)).isEqualTo(tag.toString()));
    }

    @Test
    void onlyNamesTheOtherToolWhereThatIsAsked() {
        create("applied", "", "");
        api.merge(DEPLOYMENTS, namespace, "applied", appliedBy("argocd-controller"));

        Outcome outcome = of("applied", push(Map.of("pushwire.on-managed", "notify"), 1));

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.AppliedBy);
        assertThat(outcome.detail()).contains("argocd-controller");
        assertThat(api.generation(DEPLOYMENTS, namespace, "applied")).isEqualTo(1);
    }

    @Test
    void obeysTheNamespaceAndTheContainer() {
        api.annotateNamespace(namespace, "pushwire.io/policy", "ignore");
        create("silent", "", "");
        create("outspoken", ",\"annotations\":{\"pushwire.io/policy\":\"notify\"}", "");
        create("container", ",\"annotations\":{\"pushwire.io/policy.app\":\"pin\"}", "");

        assertThat(kinds(push(Map.of(), 3)))
                .isEqualTo(
                        Map.of(
                                "silent", OutcomeKind.IgnoredByPolicy,
                                "outspoken", OutcomeKind.Notified,
                                "container", OutcomeKind.Written));
    }

    @Test
    void takesOverWhatImagoPinned() {
        String spec =
                "{\\\"containers\\\":[{\\\"name\\\":\\\"app\\\",\\\"image\\\":\\\"%s\\\"}],\\\"initContainers\\\":[]}"
                        .formatted(tag);
        create("web", ",\"annotations\":{\"imago-config-spec\":\"%s\"}".formatted(spec), "");
        api.merge(
                DEPLOYMENTS,
                namespace,
                "web",
                """
                {"spec":{"template":{"spec":{"containers":[{"name":"app","image":"%s@sha256:%s","imagePullPolicy":"Always"}]}}}}
                """
                        .formatted(tag, "2".repeat(64)));

        assertThat(kinds(push(Map.of(), 1))).isEqualTo(Map.of("web", OutcomeKind.Written));
        assertThat(image("web")).isEqualTo(tag + "@" + DIGEST);
    }

    @Test
    void looksOnlyAfterWhatIsSelected() {
        create("matching", ",\"labels\":{\"team\":\"web\",\"tier\":\"front\"}", "");
        create("other", ",\"labels\":{\"team\":\"db\"}", "");

        assertThat(kinds(push(Map.of("pushwire.selector", "team in (web, api),tier"), 2)))
                .isEqualTo(
                        Map.of(
                                "matching", OutcomeKind.Written,
                                "other", OutcomeKind.NotSelected));
    }

    @Test
    void looksAfterNoNamespaceThatIsExcluded() {
        create("web", ",\"annotations\":{\"pushwire.io/policy\":\"pin\"}", "");

        assertThat(kinds(push(Map.of("pushwire.namespaces.exclude", List.of("guards-*")), 1)))
                .isEqualTo(Map.of("web", OutcomeKind.NotSelected));
    }

    @Test
    void waitsForAnAnnotationWhereOptInIsOn() {
        create("asking", ",\"annotations\":{\"pushwire.io/policy\":\"pin\"}", "");
        create("silent", "", "");

        assertThat(kinds(push(Map.of("pushwire.opt-in", true), 2)))
                .isEqualTo(
                        Map.of(
                                "asking", OutcomeKind.Written,
                                "silent", OutcomeKind.NotSelected));
    }

    @Test
    void worksWithoutTheRightToReadNamespaces() {
        create("web", "", "");
        var forbidden =
                api.faults()
                        .add(
                                Fault.reject(403, "forbidden")
                                        .onVerb("list")
                                        .onResource("namespaces"));
        try (var syncer =
                RunningSyncer.start(namespace, EmbeddedKafka.bootstrapServers(), Map.of())
                        .awaitReady()) {
            assertThat(syncer.cluster().missingRight())
                    .hasValueSatisfying(right -> assertThat(right).contains("namespaces"));
            assertThat(log.outcomes(Topics.outcomes(namespace), log.push(tag, DIGEST), 1))
                    .extracting(Outcome::kind)
                    .containsExactly(OutcomeKind.Written);
        } finally {
            api.faults().remove(forbidden.id());
        }
    }

    /// The outcomes of a push, by the workload's name.
    private Map<String, Outcome> push(Map<String, Object> properties, int expected) {
        try (var _ =
                RunningSyncer.start(namespace, EmbeddedKafka.bootstrapServers(), properties)
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

    private static Outcome of(String workload, Map<String, Outcome> outcomes) {
        return Objects.requireNonNull(outcomes.get(workload), workload);
    }

    private static Map<String, OutcomeKind> kinds(Map<String, Outcome> outcomes) {
        return outcomes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().kind()));
    }

    private String image(String name) {
        JsonObject spec = api.get(DEPLOYMENTS, namespace, name).getAsJsonObject("spec");
        return TestCluster.images(spec.getAsJsonObject("template").getAsJsonObject("spec"))
                .getFirst();
    }

    /// @param metadata further fields of it, each after a comma
    /// @param spec further fields of it, each before a comma
    private void create(String name, String metadata, String spec) {
        api.create(
                DEPLOYMENTS,
                namespace,
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"%2$s},
                 "spec":{%3$s"selector":{"matchLabels":{"app":"%1$s"}},
                   "template":{"metadata":{"labels":{"app":"%1$s"}},
                     "spec":{"containers":[{"name":"app","image":"%4$s","imagePullPolicy":"Always"}]}}}}
                """
                        .formatted(name, metadata, spec, tag));
    }

    /// The bookkeeping as a server-side apply of the image leaves it.
    private static String appliedBy(String manager) {
        return """
        {"metadata":{"managedFields":[{"manager":"%s","operation":"Apply","apiVersion":"apps/v1","time":"2026-11-01T12:00:00Z",
          "fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:template":{"f:spec":{"f:containers":{
            "k:{\\"name\\":\\"app\\"}":{".":{},"f:name":{},"f:image":{}}}}}}}}]}}
        """
                .formatted(manager);
    }
}
