// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EvictionIT {
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String BUDGETS = "/apis/policy/v1/namespaces/default/poddisruptionbudgets";

    private SandboxCluster sandbox;
    private TestClient client;

    @BeforeEach
    void start() {
        sandbox = SandboxCluster.start(Options.defaults().rollouts(false));
        client = new TestClient(sandbox);
    }

    @AfterEach
    void stop() {
        client.close();
        sandbox.close();
    }

    @Test
    void spendsTheDisruptionBudget() {
        run("one");
        run("two");
        client.post(
                BUDGETS,
                """
                {"metadata":{"name":"web"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"web"}}}}
                """);

        var early = evict("one");
        client.merge(
                BUDGETS + "/web/status",
                """
                {"status":{"observedGeneration":1,"disruptionsAllowed":1,"desiredHealthy":1,"currentHealthy":2,"expectedPods":2}}
                """);
        var first = evict("one");
        var second = evict("two");

        assertThat(early.code()).isEqualTo(429);
        assertThat(cause(early))
                .isEqualTo("The disruption budget web is still being processed by the server.");
        assertThat(first.code()).isEqualTo(201);
        assertThat(first.text("status")).isEqualTo("Success");
        assertThat(second.code()).isEqualTo(429);
        assertThat(second.text("reason")).isEqualTo("TooManyRequests");
        assertThat(second.text("message"))
                .isEqualTo("Cannot evict pod as it would violate the pod's disruption budget.");
        assertThat(cause(second))
                .isEqualTo("The disruption budget web needs 1 healthy pods and has 2 currently");
        assertThat(client.get(PODS + "/one").code()).isEqualTo(404);
        assertThat(client.get(PODS + "/two").code()).isEqualTo(200);
    }

    private static String cause(TestClient.Reply reply) {
        var cause = Trees.listAt(reply.body(), "details", "causes").getJsonObject(0);
        assertThat(Trees.text(cause, "reason")).isEqualTo("DisruptionBudget");
        return Trees.text(cause, "message");
    }

    private TestClient.Reply evict(String name) {
        return client.post(
                PODS + "/" + name + "/eviction",
                "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"%s\"}}"
                        .formatted(name));
    }

    private void run(String name) {
        client.post(
                PODS,
                """
                {"metadata":{"name":"%s","labels":{"app":"web"}},"spec":{"containers":[{"name":"a","image":"b"}]}}
                """
                        .formatted(name));
        client.merge(
                PODS + "/" + name + "/status",
                """
                {"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}
                """);
    }
}
