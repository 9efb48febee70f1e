// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.Use;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.testing.EmbeddedKafka;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What we manage stays where its tag is, whoever changes it; what somebody did on purpose is left.
@Timeout(120)
class LevelIT {

    private static final String DEPLOYMENTS = "apps/v1/deployments";
    private static final String PINNED = "pushwire.io/pinned";
    private static final String HOLD = "pushwire.io/hold";
    private static final Digest FIRST = new Digest("sha256:" + "1".repeat(64));
    private static final Digest SECOND = new Digest("sha256:" + "2".repeat(64));
    private static final Digest THIRD = new Digest("sha256:" + "3".repeat(64));

    private final TestCluster api = TestCluster.shared();
    private String namespace;
    private ImageTag tag;
    private Log log;

    @BeforeEach
    void makeNamespace() {
        namespace = api.createNamespace("level");
        tag = new ImageTag("registry.example.com", namespace + "/web", "1");
        log = new Log(EmbeddedKafka.bootstrapServers());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void pinsAManifestThatIsAppliedAgain() {
        create("web", "");
        try (var _ = syncer()) {
            push(FIRST);

            setImage(tag.toString(), "");

            eventually(() -> assertThat(image()).isEqualTo(tag + "@" + FIRST));
            eventually(() -> assertThat(kinds()).containsExactly("Written", "Written"));
            assertThat(api.generation(DEPLOYMENTS, namespace, "web")).isEqualTo(4);
        }
    }

    @Test
    void leavesAnUndoUntilANewerPush() {
        create("web", "");
        try (var _ = syncer()) {
            undo();

            eventually(() ->
                    assertThat(annotation(HOLD))
                            .hasValueSatisfying(hold ->
                                    assertThat(hold)
                                            .contains(SECOND.toString())
                                            .contains(tag.toString())));
            assertThat(image()).isEqualTo(tag + "@" + FIRST);
            eventually(() -> assertThat(kinds()).endsWith("Held"));

            push(THIRD);
            assertThat(image()).isEqualTo(tag + "@" + THIRD);
            assertThat(annotation(HOLD)).isEmpty();
            assertThat(kinds()).containsExactly("Written", "Written", "Held", "Written");
        }
    }

    @Test
    void goesOnWhenTheHoldIsRemoved() {
        create("web", "");
        try (var _ = syncer()) {
            undo();
            eventually(() -> assertThat(annotation(HOLD)).isPresent());

            patch("{\"metadata\":{\"annotations\":{\"%s\":null}}}".formatted(HOLD));

            eventually(() -> assertThat(image()).isEqualTo(tag + "@" + SECOND));
            assertThat(annotation(HOLD)).isEmpty();
        }
    }

    @Test
    void noticesAnUndoThatHappenedWhileItWasDown() {
        create("web", "");
        String first;
        try (var _ = syncer()) {
            push(FIRST);
            first = annotation(PINNED).orElseThrow();
            push(SECOND);
        }
        goBackTo(FIRST, first);
        try (var _ = syncer()) {
            eventually(() -> assertThat(annotation(HOLD)).isPresent());
            assertThat(image()).isEqualTo(tag + "@" + FIRST);
        }
    }

    @Test
    void goingBackToWhatWasThereBeforePushwireIsHeldToo() {
        create("web", "");
        try (var _ = syncer()) {
            push(FIRST);

            setImage(tag.toString(), annotations("null"));

            eventually(() -> assertThat(annotation(HOLD)).isPresent());
            assertThat(image()).isEqualTo(tag.toString());
        }
    }

    @Test
    void stopsWhereAnotherManagerPutsItsOwnImageBack() {
        create("web", "");
        try (var _ = syncer()) {
            push(FIRST);
            for (int round = 0; round < 2; round++) {
                eventually(() -> assertThat(image()).isEqualTo(tag + "@" + FIRST));
                setImage(tag.toString(), "");
            }

            eventually(
                    () -> assertThat(kinds()).containsExactly("Written", "Written", "Contested"));
            assertThat(image()).isEqualTo(tag.toString());
            assertThat(outcomes().getLast().detail())
                    .contains("was put back by ")
                    .doesNotContain("another manager");
            eventually(() ->
                    assertThat(use().orElseThrow().owed().orElseThrow().kind())
                            .isEqualTo(OutcomeKind.Contested));

            push(SECOND);
            assertThat(image()).isEqualTo(tag + "@" + SECOND);
        }
    }

    @Test
    void rollsAPausedRolloutWhenItResumes() {
        create("web", "\"paused\":true,");
        try (var _ = syncer()) {
            push(FIRST);
            assertThat(kinds()).containsExactly("RolloutPaused");
            eventually(() ->
                    assertThat(use().orElseThrow().owed().orElseThrow().kind())
                            .isEqualTo(OutcomeKind.RolloutPaused));
        }
        try (var _ = syncer()) {
            patch("{\"spec\":{\"paused\":false}}");

            eventually(() -> assertThat(image()).isEqualTo(tag + "@" + FIRST));
            eventually(() -> assertThat(kinds()).containsExactly("RolloutPaused", "Written"));
            eventually(() -> assertThat(use().orElseThrow().owed()).isEmpty());
        }
    }

    @Test
    void obeysAPolicyThatChanges() {
        create("web", "");
        try (var _ = syncer()) {
            push(FIRST);

            api.annotate(DEPLOYMENTS, namespace, "web", "pushwire.io/policy", "restart");

            eventually(() -> assertThat(image()).isEqualTo(tag.toString()));
            eventually(() -> assertThat(kinds()).containsExactly("Written", "Restarted"));
        }
    }

    @Test
    void rollsOnlyWhatItManagesWhenOffsetsAreLost() throws Exception {
        create("web", "");
        var other = new ImageTag("registry.example.com", namespace + "/other", "1");
        try (var _ = syncer()) {
            push(FIRST);
        }
        create("other", "", other);
        RecordMetadata missed = log.push(tag, SECOND);
        RecordMetadata history = log.push(other, SECOND);
        log.settled(tag, SECOND, missed, log.id());
        log.settled(other, SECOND, history, log.id());
        try (var admin = EmbeddedKafka.admin()) {
            admin.deleteConsumerGroups(List.of("pushwire." + namespace)).all().get();
        }
        try (var _ = syncer()) {
            eventually(() -> assertThat(image()).isEqualTo(tag + "@" + SECOND));
            RecordMetadata next = log.push(other, THIRD);
            assertThat(log.outcomes(Topics.outcomes(namespace), next, 1))
                    .extracting(Outcome::kind)
                    .containsExactly(OutcomeKind.Written);
            assertThat(api.generation(DEPLOYMENTS, namespace, "other")).isEqualTo(2);
        }
    }

    /// As after a crash between a write and the commit of its event.
    @Test
    void tellsAgainWhatWasWrittenBeforeTheCommit() throws Exception {
        create("web", "");
        RecordMetadata event;
        try (var _ = syncer()) {
            event = push(FIRST);
        }
        Outcome told = log.outcomes(Topics.outcomes(namespace), event, 1).getFirst();
        try (var admin = EmbeddedKafka.admin()) {
            admin.alterConsumerGroupOffsets(
                            "pushwire." + namespace,
                            Map.of(
                                    new TopicPartition(event.topic(), event.partition()),
                                    new OffsetAndMetadata(event.offset())))
                    .all()
                    .get();
        }
        try (var _ = syncer()) {
            List<Outcome> outcomes = log.outcomes(Topics.outcomes(namespace), event, 2);

            assertThat(outcomes).extracting(Outcome::id).containsOnly(told.id());
            assertThat(outcomes).extracting(Outcome::changes).containsOnly(told.changes());
            assertThat(api.generation(DEPLOYMENTS, namespace, "web")).isEqualTo(2);
        }
    }

    @Test
    void rollsNoHistoryOfALogThatWasRebuilt() {
        topics();
        create("web", "");
        String pin =
                "{\\\"app\\\":{\\\"spec\\\":\\\"%s\\\",\\\"digest\\\":\\\"%s\\\",\\\"log\\\":\\\"before\\\",\\\"partition\\\":0,\\\"offset\\\":900}}"
                        .formatted(tag, FIRST);
        setImage(tag + "@" + FIRST, annotations("\"" + pin + "\""));
        RecordMetadata history = log.push(tag, SECOND);
        log.settled(tag, SECOND, history, "before");
        log.settledUpTo(history.partition(), history.offset(), "before");
        try (var _ = syncer()) {
            assertThat(image()).isEqualTo(tag + "@" + FIRST);

            push(THIRD);
            assertThat(image()).isEqualTo(tag + "@" + THIRD);
            assertThat(kinds()).containsExactly("Written");
        }
    }

    @Test
    void writesOnceForABacklogOfOneTag() {
        create("web", "");
        try (var _ = syncer()) {
            // The group has its offsets from here on.
        }
        for (int i = 0; i < 49; i++) {
            log.push(tag, new Digest("sha256:%064x".formatted(i)));
        }
        RecordMetadata last = log.push(tag, THIRD);
        try (var _ = syncer()) {
            assertThat(log.outcomes(Topics.outcomes(namespace), last, 1))
                    .extracting(Outcome::kind)
                    .containsExactly(OutcomeKind.Written);
            assertThat(kinds().stream().filter("Superseded"::equals)).hasSize(49);
            assertThat(kinds()).hasSize(50);
            assertThat(api.generation(DEPLOYMENTS, namespace, "web")).isEqualTo(2);
        }
    }

    @Test
    void keepsTheInventoryTrue() {
        create("web", "");
        try (var _ = syncer()) {
            eventually(
                    () -> assertThat(use().orElseThrow().images()).containsValue(tag.toString()));
            RecordMetadata event = push(FIRST);

            eventually(() -> {
                Use use = use().orElseThrow();
                assertThat(use.images()).isEqualTo(Map.of("app", tag + "@" + FIRST));
                assertThat(use.wrote().orElseThrow().digest()).isEqualTo(FIRST);
                assertThat(use.wrote().orElseThrow().position().offset()).isEqualTo(event.offset());
                assertThat(use.owed()).isEmpty();
            });
            api.delete(DEPLOYMENTS, namespace, "web");
            eventually(() -> assertThat(use()).isEmpty());
        }
        create("web", "");
        try (var _ = syncer()) {
            // It is another object now, and nobody's.
            eventually(() -> assertThat(use().orElseThrow().wrote()).isEmpty());
            assertThat(image()).isEqualTo(tag.toString());
        }
        api.delete(DEPLOYMENTS, namespace, "web");
        try (var _ = syncer()) {
            eventually(() -> assertThat(log.inventory(namespace)).doesNotContainKey(tag));
        }
    }

    private RunningSyncer syncer() {
        return RunningSyncer.start(namespace, EmbeddedKafka.bootstrapServers(), Map.of())
                .awaitReady();
    }

    /// Makes the topics, by another cluster.
    private void topics() {
        try (var _ =
                RunningSyncer.start(
                                namespace + "-other", EmbeddedKafka.bootstrapServers(), Map.of())
                        .awaitReady()) {
            assertThat(log.id()).isNotEmpty();
        }
    }

    private RecordMetadata push(Digest digest) {
        RecordMetadata event = log.push(tag, digest);
        log.outcomes(Topics.outcomes(namespace), event, 1);
        return event;
    }

    private void undo() {
        push(FIRST);
        String before = annotation(PINNED).orElseThrow();
        push(SECOND);
        goBackTo(FIRST, before);
    }

    /// As `kubectl rollout undo` leaves it: image and annotation of the revision before.
    private void goBackTo(Digest digest, String pinned) {
        setImage(tag + "@" + digest, annotations("\"" + pinned.replace("\"", "\\\"") + "\""));
    }

    private List<Outcome> outcomes() {
        return log.decided(Topics.outcomes(namespace));
    }

    private List<String> kinds() {
        return outcomes().stream().map(outcome -> outcome.kind().name()).toList();
    }

    private Optional<Use> use() {
        return Optional.ofNullable(log.inventory(namespace).get(tag))
                .map(use -> use.workloads().getFirst());
    }

    private static String annotations(String pinned) {
        return "\"metadata\":{\"annotations\":{\"%s\":%s}},".formatted(PINNED, pinned);
    }

    private void setImage(String image, String before) {
        patch(
                """
                {%s"spec":{"template":{"spec":{"containers":[
                  {"name":"app","image":"%s","imagePullPolicy":"Always"}]}}}}
                """
                        .formatted(before, image));
    }

    private void patch(String patch) {
        api.merge(DEPLOYMENTS, namespace, "web", patch);
    }

    private String image() {
        return TestCluster.images(
                        api.get(DEPLOYMENTS, namespace, "web")
                                .getAsJsonObject("spec")
                                .getAsJsonObject("template")
                                .getAsJsonObject("spec"))
                .getFirst();
    }

    private Optional<String> annotation(String name) {
        JsonObject annotations =
                api.get(DEPLOYMENTS, namespace, "web")
                        .getAsJsonObject("metadata")
                        .getAsJsonObject("annotations");
        return Optional.ofNullable(annotations)
                .map(all -> all.get(name))
                .map(value -> value.getAsString());
    }

    private void create(String name, String spec) {
        create(name, spec, tag);
    }

    /// @param spec further fields of it, each before a comma
    private void create(String name, String spec, ImageTag image) {
        api.create(
                DEPLOYMENTS,
                namespace,
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},
                 "spec":{%2$s"selector":{"matchLabels":{"app":"%1$s"}},
                   "template":{"metadata":{"labels":{"app":"%1$s"}},
                     "spec":{"containers":[{"name":"app","image":"%3$s","imagePullPolicy":"Always"}]}}}}
                """
                        .formatted(name, spec, image));
    }
}
