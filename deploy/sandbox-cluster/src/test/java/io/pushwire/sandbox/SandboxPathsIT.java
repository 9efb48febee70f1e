// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static io.pushwire.sandbox.TestClient.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;

/// What only the sandbox has: the paths under `/sandbox`, and expiry on demand.
@Timeout(20)
class SandboxPathsIT {
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String WEB = DEPLOYMENTS + "/web";
    private static final String TWO = "{\"spec\":{\"replicas\":2}}";

    private SandboxCluster sandbox;
    private TestClient client;

    @BeforeEach
    void start() {
        sandbox = SandboxCluster.start(Options.defaults().rollouts(false).historySize(3));
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
    void registersFurtherKindsWithoutADefinition() {
        sandbox.register(
                ResourceType.custom("argoproj.io", "v1alpha1", "rollouts", "Rollout", true));
        var path = "/apis/argoproj.io/v1alpha1/namespaces/default/rollouts";

        assertThat(client.post(path, "{\"metadata\":{\"name\":\"r\"},\"spec\":{}}").code())
                .isEqualTo(201);
        assertThat(client.get("/apis/argoproj.io/v1alpha1").body().toString())
                .contains("\"rollouts\"");
    }

    @Test
    void expiresTheTokensOfListsOnDemand() {
        client.post(DEPLOYMENTS, deployment("api", "shop/api:1"));
        var token = client.get(DEPLOYMENTS + "?limit=1").text("metadata", "continue");

        sandbox.forgetHistory();

        var late = client.get(DEPLOYMENTS + "?continue=" + token);
        assertThat(late.code()).isEqualTo(410);
        assertThat(late.text("reason")).isEqualTo("Expired");
    }

    @Test
    void saysThatItIsTooLateWhenTheHistoryIsShorter() {
        var from = client.get(WEB).text("metadata", "resourceVersion");
        for (var replicas = 2; replicas < 7; replicas++) {
            client.merge(WEB, "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
        }
        try (var watch = client.watch(DEPLOYMENTS + "?watch=true&resourceVersion=" + from)) {
            assertThat(Trees.number(watch.next(), 0, "object", "code")).isEqualTo(410);
            assertThat(watch.hasEnded()).isTrue();
        }
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
        var entry = Trees.listAt(journal.body(), "entries").getJsonObject(0);
        assertThat(entry.getString("resource")).isEqualTo("deployments/scale");
        assertThat(Instant.parse(entry.getString("received")))
                .isBeforeOrEqualTo(entry.getString("time"));
        assertThat(journal.number("dropped")).isZero();
    }
}
