// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;

/// Several who write one workload at the same time: nobody's change is lost, and nobody fights.
@Timeout(240)
class ConcurrentWritersIT {

    private static final int PUSHES = 30;

    private final TestCluster api = TestCluster.shared();
    private String namespace;
    private ImageTag tag;
    private OtherTools tools;
    private Log log;

    @BeforeEach
    void makeWorkload() {
        namespace = api.createNamespace("concurrent");
        tag = new ImageTag("registry.example.com", namespace + "/web", "1");
        tools = new OtherTools(api, namespace);
        log = new Log(EmbeddedKafka.bootstrapServers());
        tools.apply(tools.manifest(tag.toString(), "Always", 0, ""), "kubectl-client-side-apply");
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void aScaleAnAutoscalerAndAnApplyLoseNothingAndNoPushIsLost() throws Exception {
        var over = new AtomicBoolean();
        List<RecordMetadata> events = new ArrayList<>();
        try (var _ = syncer(namespace, Map.of());
                var others = Executors.newVirtualThreadPerTaskExecutor()) {
            // Odd numbers are the autoscaler's, even ones people's.
            var scaled = CompletableFuture.supplyAsync(() -> until(over, this::scale), others);
            var autoscaled =
                    CompletableFuture.supplyAsync(() -> until(over, this::autoscale), others);
            try {
                for (int push = 1; push <= PUSHES; push++) {
                    events.add(log.push(tag, digest(push)));
                    tools.apply(
                            tools.manifest(tag.toString(), "Always", push, ""),
                            "kubectl-client-side-apply");
                    assertThat(tools.level()).isEqualTo(String.valueOf(push));
                }
                awaitOutcomes(namespace, events);
                eventually(() -> assertThat(tools.image()).isEqualTo(tag + "@" + digest(PUSHES)));
            } finally {
                over.set(true);
            }
            assertReplicas(scaled.get(), autoscaled.get());
        }
        assertThat(tools.level()).isEqualTo(String.valueOf(PUSHES));
        assertThat(tools.image()).isEqualTo(tag + "@" + digest(PUSHES));
        assertThat(outcomes(namespace, events.getLast()))
                .extracting(Outcome::kind)
                .contains(OutcomeKind.Written)
                .isSubsetOf(OutcomeKind.Written, OutcomeKind.SameDigest);
    }

    @Test
    void aSecondReplicaDoublesNothing() {
        try (var _ = syncer(namespace, Map.of());
                var second = RunningSyncer.start(namespace, bootstrapServers(), Map.of())) {
            List<RecordMetadata> events = pushAll();
            eventually(() -> assertThat(second.subscription().assignedPartitions()).isPositive());
            events.addAll(pushAll());

            awaitOutcomes(namespace, events);
            eventually(() -> assertThat(tools.image()).isEqualTo(tag + "@" + digest(PUSHES)));
            assertThat(tools.pushwiresWrites()).isEqualTo(count(namespace, OutcomeKind.Written));
        }
    }

    /// One API server under two names: each reads every event, one of them writes it.
    @Test
    void aSyncerOfAnotherNameFindsTheWorkDone() {
        try (var _ = syncer(namespace, Map.of());
                var _ = syncer(twin(), Map.of())) {
            for (int push = 1; push <= PUSHES; push++) {
                RecordMetadata event = log.push(tag, digest(push));
                awaitOutcomes(namespace, List.of(event));
                awaitOutcomes(twin(), List.of(event));
                assertThat(tools.image()).isEqualTo(tag + "@" + digest(push));
                assertThat(tools.pushwiresWrites()).isEqualTo(push);
            }
            assertThat(count(namespace, OutcomeKind.Written) + count(twin(), OutcomeKind.Written))
                    .isEqualTo(PUSHES);
        }
    }

    /// Two that want different things of one workload stop by themselves.
    @Test
    void aSyncerOfAnotherNameAndPolicyFightsShortly() {
        try (var _ = syncer(namespace, Map.of());
                var _ = syncer(twin(), Map.of("pushwire.policy", "restart"))) {
            log.push(tag, digest(1));
            eventually(() ->
                    assertThat(
                                    count(namespace, OutcomeKind.Contested)
                                            + count(twin(), OutcomeKind.Contested))
                            .isPositive());
            awaitAllSeen();
            assertThat(tools.pushwiresWrites()).isBetween(2L, 5L);
        }
    }

    /// Both have seen a workload that came after everything that was done to this one.
    private void awaitAllSeen() {
        var other = new ImageTag("registry.example.com", namespace + "/marker", "1");
        api.createDeployment(namespace, "marker", other.toString());
        for (String cluster : List.of(namespace, twin())) {
            eventually(() -> assertThat(log.inventory(cluster)).containsKey(other));
        }
    }

    private String twin() {
        return namespace + "-twin";
    }

    private boolean scale(int round) {
        tools.scale(2 * round);
        return true;
    }

    private boolean autoscale(int round) {
        return tools.autoscale(2 * round + 1);
    }

    /// @return the last round that got through
    private static int until(AtomicBoolean over, IntPredicate change) {
        int last = 0;
        for (int round = 1; !over.get(); round++) {
            if (change.test(round)) {
                last = round;
            }
        }
        return last;
    }

    /// The last change of one of the two stands.
    private void assertReplicas(int scaled, int autoscaled) {
        assertThat(scaled).isPositive();
        assertThat(autoscaled).isPositive();
        assertThat(tools.replicas()).isIn(2 * scaled, 2 * autoscaled + 1);
    }

    private List<RecordMetadata> pushAll() {
        List<RecordMetadata> events = new ArrayList<>();
        for (int push = 1; push <= PUSHES; push++) {
            events.add(log.push(tag, digest(push)));
        }
        return events;
    }

    /// `Superseded` is one too: of a backlog only the newest is written.
    private void awaitOutcomes(String cluster, List<RecordMetadata> events) {
        eventually(() ->
                assertThat(log.read(Topics.outcomes(cluster)))
                        .extracting(ConcurrentWritersIT::place)
                        .containsAll(events.stream().map(ConcurrentWritersIT::place).toList()));
    }

    private static String place(Outcome outcome) {
        return outcome.cause().position().partition() + "@" + outcome.cause().position().offset();
    }

    private static String place(RecordMetadata event) {
        return event.partition() + "@" + event.offset();
    }

    private List<Outcome> outcomes(String cluster, RecordMetadata event) {
        return log.read(Topics.outcomes(cluster)).stream()
                .filter(outcome -> place(outcome).equals(place(event)))
                .toList();
    }

    /// Of this test's namespace: what other tests left in the cluster may be written too.
    private long count(String cluster, OutcomeKind kind) {
        return log.read(Topics.outcomes(cluster)).stream()
                .filter(outcome -> outcome.kind() == kind)
                .filter(outcome ->
                        outcome.workload()
                                .filter(it -> it.namespace().equals(namespace))
                                .isPresent())
                .count();
    }

    private static Digest digest(int push) {
        return new Digest("sha256:%064x".formatted(push));
    }

    private static RunningSyncer syncer(String cluster, Map<String, Object> properties) {
        return RunningSyncer.start(cluster, bootstrapServers(), properties).awaitReady();
    }

    private static String bootstrapServers() {
        return EmbeddedKafka.bootstrapServers();
    }
}
