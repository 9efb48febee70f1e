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

import java.util.Map;

/// StatefulSets keep revisions of their pod template only, and operators own many of them.
@Timeout(120)
class StatefulSetWritersIT {

    private static final String STATEFUL_SETS = "apps/v1/statefulsets";
    private static final Digest FIRST = new Digest("sha256:" + "1".repeat(64));
    private static final Digest SECOND = new Digest("sha256:" + "2".repeat(64));
    private static final Digest THIRD = new Digest("sha256:" + "3".repeat(64));

    private final TestCluster api = TestCluster.shared();
    private String namespace;
    private ImageTag tag;
    private Log log;

    @BeforeEach
    void makeNamespace() {
        namespace = api.createNamespace("stateful");
        tag = new ImageTag("registry.example.com", namespace + "/db", "1");
        log = new Log(EmbeddedKafka.bootstrapServers());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    /// The operator takes its own image back whatever we write, so we write nothing.
    @Test
    void anOperatorsIsLeftToTheOperator() {
        create(
                ",\"ownerReferences\":[{\"apiVersion\":\"example.com/v1\",\"kind\":\"Database\",\"name\":\"orders\",\"uid\":\"1\",\"controller\":true,\"blockOwnerDeletion\":true}]");
        try (var _ = syncer()) {
            for (Digest digest : new Digest[] {FIRST, SECOND}) {
                Outcome outcome = push(digest);
                assertThat(outcome.kind()).isEqualTo(OutcomeKind.OwnedBy);
                assertThat(outcome.detail()).contains("Database orders");
                putImage(tag.toString());
            }
            assertThat(image()).isEqualTo(tag.toString());
            assertThat(
                            api.journal()
                                    .count(entry ->
                                            entry.namespace().equals(namespace)
                                                    && entry.fieldManager().equals("pushwire")))
                    .isZero();
        }
    }

    /// The older digest comes back without the annotation that explained it: its owner's own pin,
    /// until the tag stands there alone again.
    @Test
    void anUndoCountsAsAPinOfItsOwner() {
        create("");
        try (var _ = syncer()) {
            push(FIRST);
            JsonObject revision = api.get(STATEFUL_SETS, namespace, "db");
            push(SECOND);

            undoTo(revision);
            assertThat(image()).isEqualTo(tag + "@" + FIRST);
            assertThat(push(THIRD).kind()).isEqualTo(OutcomeKind.PinnedByUser);
            assertThat(image()).isEqualTo(tag + "@" + FIRST);

            putImage(tag.toString());
            eventually(() -> assertThat(image()).isEqualTo(tag + "@" + THIRD));
        }
    }

    /// `kubectl rollout undo statefulset/db` sends the ControllerRevision, which has the pod
    /// template and nothing else.
    private void undoTo(JsonObject revision) {
        JsonObject template =
                revision.getAsJsonObject("spec").getAsJsonObject("template").deepCopy();
        String type = "merge-patch";
        if (api.isReal()) {
            template.addProperty("$patch", "replace");
            type = "strategic-merge-patch";
        }
        TestCluster.Answer answer =
                api.answer(
                        "PATCH",
                        TestCluster.path(STATEFUL_SETS, namespace, "/db")
                                + "?fieldManager=kubectl-rollout",
                        "application/" + type + "+json",
                        "{\"spec\":{\"template\":%s}}".formatted(template));
        assertThat(answer.isSuccess()).as("%s", answer).isTrue();
    }

    private void putImage(String image) {
        api.merge(
                STATEFUL_SETS,
                namespace,
                "db",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\"%s\"}]}}}}"
                        .formatted(image));
    }

    /// @param metadata further fields of it, each after a comma
    private void create(String metadata) {
        api.create(
                STATEFUL_SETS,
                namespace,
                """
                {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db"%s},
                 "spec":{"serviceName":"db","selector":{"matchLabels":{"app":"db"}},
                   "template":{"metadata":{"labels":{"app":"db"}},
                     "spec":{"containers":[{"name":"app","image":"%s"}]}}}}
                """
                        .formatted(metadata, tag));
    }

    private RunningSyncer syncer() {
        return RunningSyncer.start(namespace, EmbeddedKafka.bootstrapServers(), Map.of())
                .awaitReady();
    }

    private Outcome push(Digest digest) {
        return log.outcomes(Topics.outcomes(namespace), log.push(tag, digest), 1).getFirst();
    }

    private String image() {
        JsonObject spec = api.get(STATEFUL_SETS, namespace, "db").getAsJsonObject("spec");
        return TestCluster.images(spec.getAsJsonObject("template").getAsJsonObject("spec"))
                .getFirst();
    }
}
