// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static io.pushwire.sandbox.TestClient.awaitThat;
import static io.pushwire.sandbox.TestClient.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pushwire.sandbox.fault.Fault;
import io.pushwire.sandbox.journal.Entry;
import io.pushwire.sandbox.json.Trees;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;

@Timeout(20)
class FaultsIT {
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String WEB = DEPLOYMENTS + "/web";
    private static final String MERGE = "application/merge-patch+json";
    private static final String TWO = "{\"spec\":{\"replicas\":2}}";

    private SandboxCluster sandbox;
    private TestClient client;

    @BeforeEach
    void start() {
        sandbox = SandboxCluster.start(Options.defaults().rollouts(false));
        client = new TestClient(sandbox);
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        sandbox.journal().clear();
    }

    @AfterEach
    void stop() {
        client.close();
        sandbox.close();
    }

    @Test
    void rejectsAsOftenAsAsked() {
        sandbox.faults().add(Fault.tooManyRequests(3).onVerb("patch").named("web").times(1));

        assertThat(client.merge(WEB, TWO).code()).isEqualTo(429);
        assertThat(client.merge(WEB, TWO).code()).isEqualTo(200);
        assertThat(sandbox.journal().entries())
                .extracting(Entry::code, Entry::applied)
                .containsExactly(tuple(429, false), tuple(200, true));
    }

    @Test
    void refusesEverythingWhileItIsAway() {
        var watch = client.watch(DEPLOYMENTS + "?watch=true");
        watch.next();
        var away = sandbox.faults().goAway();

        assertThatThrownBy(() -> client.get("/readyz")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> client.merge(WEB, TWO)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(watch::next).isInstanceOf(UncheckedIOException.class);

        sandbox.faults().remove(away.id());
        assertThat(client.get("/readyz").code()).isEqualTo(200);
        assertThat(client.get(WEB).number("spec", "replicas")).isEqualTo(1);
    }

    @Test
    void appliesAHeldRequestWhenItIsLetGo() {
        sandbox.faults().add(Fault.hang().onResource("deployments").onVerb("patch"));
        var reply = client.later("PATCH", WEB, MERGE, TWO);
        awaitThat(() -> sandbox.faults().held() == 1);
        assertThat(client.get(WEB).number("spec", "replicas")).isEqualTo(1);

        sandbox.faults().clear();

        assertThat(reply.join().code()).isEqualTo(200);
        assertThat(client.get(WEB).number("spec", "replicas")).isEqualTo(2);
    }

    @Test
    void doesNotApplyAHeldRequestWhoseClientWent() {
        sandbox.faults().add(Fault.hang().onVerb("PATCH"));
        try (var impatient = new TestClient(sandbox)) {
            var _ = impatient.later("PATCH", WEB, MERGE, TWO);
            awaitThat(() -> sandbox.faults().held() == 1);
        }
        awaitThat(() -> sandbox.journal().entries().size() == 1);
        sandbox.faults().clear();

        assertThat(sandbox.journal().entries().getFirst().applied()).isFalse();
        assertThat(client.get(WEB).number("spec", "replicas")).isEqualTo(1);
    }

    @Test
    void appliesAndNeverAnswers() {
        sandbox.faults().add(Fault.hangAfter().onVerb("patch").times(1));
        var reply = client.later("PATCH", WEB, MERGE, TWO);
        awaitThat(() -> sandbox.faults().held() == 1);

        assertThat(client.get(WEB).number("spec", "replicas")).isEqualTo(2);
        assertThat(sandbox.journal().entries())
                .extracting(Entry::code, Entry::applied)
                .containsExactly(tuple(0, true));
        sandbox.faults().clear();
        assertThatThrownBy(reply::join).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void cutsWatches() {
        var watch = client.watch(DEPLOYMENTS + "?watch=true");
        watch.next();

        assertThat(sandbox.faults().cutWatches(Fault.refuse().onResource("pods"))).isZero();
        assertThat(sandbox.faults().cutWatches()).isEqualTo(1);
        assertThatThrownBy(watch::next).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void doesTheSameForOtherProcesses() {
        var made =
                client.post(
                        "/sandbox/faults",
                        "{\"kind\":\"STATUS\",\"code\":503,\"resource\":\"deployments/scale\",\"message\":\"gone"
                            + " fishing\"}");
        var scaled = client.merge(WEB + "/scale", TWO);
        var typo = client.post("/sandbox/faults", "{\"kind\":\"HANG\",\"verbs\":\"patch\"}");
        var journal = client.get("/sandbox/journal");

        assertThat(scaled.code()).isEqualTo(503);
        assertThat(scaled.text("message")).isEqualTo("gone fishing");
        assertThat(typo.code()).isEqualTo(400);
        assertThat(typo.text("message")).contains("verbs");
        assertThat(client.delete("/sandbox/faults/" + made.text("id")).code()).isEqualTo(200);
        assertThat(client.delete("/sandbox/faults/" + made.text("id")).code()).isEqualTo(404);
        assertThat(Trees.listAt(journal.body(), "entries").getJsonObject(0).getString("resource"))
                .isEqualTo("deployments/scale");
        assertThat(journal.number("dropped")).isZero();
    }
}
