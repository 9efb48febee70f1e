// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.sandbox.fault.Active;
import io.pushwire.sandbox.fault.Fault;
import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A workload that alone cannot be changed is put off and later changed; an API server that is away
/// is waited for.
@Timeout(180)
class FailuresIT {

    private static final String DEPLOYMENTS = "apps/v1/deployments";
    private static final Digest DIGEST = new Digest("sha256:" + "1".repeat(64));
    private static final Duration UNTIL_TRIED_AGAIN = Duration.ofSeconds(60);

    private final TestCluster api = TestCluster.shared();
    private String broken;
    private String fine;
    private ImageTag tag;
    private Log log;

    @BeforeEach
    void makeNamespaces() {
        broken = api.createNamespace("broken");
        fine = api.createNamespace("fine");
        tag = new ImageTag("registry.example.com", broken + "/web", "1");
        log = new Log(EmbeddedKafka.bootstrapServers());
        api.createDeployment(broken, "web", tag.toString());
        api.createDeployment(fine, "web", tag.toString());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void aBrokenWebhookPutsOffItsNamespaceOnly() {
        try (var syncer = syncer(Map.of())) {
            Runnable mend = breakWebhook();
            var event = log.push(tag, DIGEST);

            List<Outcome> outcomes = log.outcomes(outcomes(), event, 2);

            assertThat(of(fine, outcomes).kind()).isEqualTo(OutcomeKind.Written);
            assertThat(of(broken, outcomes).kind()).isEqualTo(OutcomeKind.Deferred);
            assertThat(of(broken, outcomes).detail()).contains("webhook");
            assertThat(syncer.flow().deferrals().deferred()).isEqualTo(1);
            assertThat(syncer.flow().server().awaySince()).isEmpty();
            assertThat(api.generation(DEPLOYMENTS, broken, "web")).isEqualTo(1);

            mend.run();

            awaitLast(broken, OutcomeKind.Written);
            assertThat(syncer.flow().deferrals().deferred()).isZero();
            assertThat(api.generation(DEPLOYMENTS, broken, "web")).isEqualTo(2);
            assertThat(api.generation(DEPLOYMENTS, fine, "web")).isEqualTo(2);
        }
    }

    @Test
    void anExhaustedBudgetIsWaitedForAsLongAsTheServerAsks() {
        try (var syncer = syncer(Map.of())) {
            Active busy =
                    api.faults().add(Fault.tooManyRequests(7).onVerb("patch").inNamespace(broken));
            var event = log.push(tag, DIGEST);

            assertThat(of(broken, log.outcomes(outcomes(), event, 2)).kind())
                    .isEqualTo(OutcomeKind.Deferred);
            api.faults().remove(busy.id());
            awaitLast(broken, OutcomeKind.Written);
            assertThat(syncer.flow().server().awaySince()).isEmpty();
        }
    }

    @Test
    void anApiServerThatWantsToBeLeftAloneByAllIsWaitedFor() {
        try (var syncer = syncer(Map.of())) {
            Active busy = api.faults().add(Fault.tooManyRequests(1).onVerb("patch"));
            log.push(tag, DIGEST);

            eventually(() -> assertThat(syncer.flow().server().awaySince()).isPresent());
            int before = busy.met();
            // The next tries find it still away.
            eventually(() -> assertThat(busy.met()).isGreaterThan(before + 2));
            assertThat(log.decided(outcomes())).isEmpty();
            api.faults().remove(busy.id());

            awaitLast(broken, OutcomeKind.Written);
            awaitLast(fine, OutcomeKind.Written);
            assertThat(syncer.flow().server().awaySince()).isEmpty();
        }
    }

    @Test
    void aMissingRightIsShownAndAskedForAgain() {
        try (var syncer = syncer(Map.of())) {
            Active forbidden =
                    api.faults().add(Fault.reject(403, "no").onVerb("patch").inNamespace(broken));
            var event = log.push(tag, DIGEST);

            assertThat(of(broken, log.outcomes(outcomes(), event, 2)).kind())
                    .isEqualTo(OutcomeKind.NotAllowed);
            assertThat(syncer.readiness())
                    .contains("needs the verb patch on deployments in namespace " + broken);
            api.faults().remove(forbidden.id());
            awaitLast(broken, OutcomeKind.Written);
            assertThat(syncer.readiness()).doesNotContain("needs the verb patch");
        }
    }

    @Test
    void aDryRunWaitsForNobody() {
        try (var _ = syncer(Map.of("pushwire.dry-run", true))) {
            breakWebhook();
            assertThat(log.outcomes(outcomes(), log.push(tag, DIGEST), 2))
                    .extracting(Outcome::kind)
                    .containsOnly(OutcomeKind.WouldWrite);
        }
    }

    /// On the sandbox a fault; on a real API server a webhook of the namespace that nobody serves.
    ///
    /// @return mends it
    private Runnable breakWebhook() {
        if (api.isReal()) {
            return api.brokenWebhook(broken);
        }
        Active fault =
                api.faults()
                        .add(
                                Fault.reject(500, "failed calling webhook \"policy.example.com\"")
                                        .onVerb("patch")
                                        .inNamespace(broken));
        return () -> api.faults().remove(fault.id());
    }

    private RunningSyncer syncer(Map<String, Object> properties) {
        return RunningSyncer.start(broken, EmbeddedKafka.bootstrapServers(), properties)
                .awaitReady();
    }

    private String outcomes() {
        return Topics.outcomes(broken);
    }

    private void awaitLast(String namespace, OutcomeKind kind) {
        eventually(
                UNTIL_TRIED_AGAIN.multipliedBy(2),
                () ->
                        assertThat(
                                        log.read(outcomes()).stream()
                                                .filter(in(namespace))
                                                .map(Outcome::kind)
                                                .toList())
                                .contains(kind));
    }

    private static Outcome of(String namespace, List<Outcome> outcomes) {
        return outcomes.stream().filter(in(namespace)).findFirst().orElseThrow();
    }

    private static Predicate<Outcome> in(String namespace) {
        return outcome ->
                outcome.workload().filter(it -> it.namespace().equals(namespace)).isPresent();
    }
}
