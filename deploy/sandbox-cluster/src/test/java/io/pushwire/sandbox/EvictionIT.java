// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

@Timeout(30)
@ParameterizedClass(name = "{0}")
@MethodSource("io.pushwire.sandbox.Rung#all")
class EvictionIT {

    private final Rung rung;
    private TestClient client;
    private Rung.Namespace namespace;
    private String pods;
    private String budgets;

    EvictionIT(Rung rung) {
        this.rung = rung;
    }

    @BeforeEach
    void start() {
        client = new TestClient(rung.baseUrl());
        namespace = Rung.Namespace.create(client);
        pods = namespace.path("v1/pods");
        budgets = namespace.path("policy/v1/poddisruptionbudgets");
    }

    @AfterEach
    void stop() {
        namespace.close();
        client.close();
    }

    @Test
    void spendsTheDisruptionBudget() {
        run("one");
        run("two");
        client.post(
                budgets,
                """
                {"metadata":{"name":"web"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"web"}}}}
                """);

        assertThat(healthy(2, 1)).isTrue();
        var first = evict("one");
        var second = evict("two");

        assertThat(first.code()).isEqualTo(201);
        assertThat(first.text("status")).isEqualTo("Success");
        assertThat(second.code()).isEqualTo(429);
        assertThat(second.text("reason")).isEqualTo("TooManyRequests");
        assertThat(second.text("message"))
                .isEqualTo("Cannot evict pod as it would violate the pod's disruption budget.");
        assertThat(cause(second)).isIn(exhausted());
        assertThat(healthy(1, 0)).isTrue();
        assertThat(cause(evict("two")))
                .isEqualTo("The disruption budget web needs 1 healthy pods and has 1 currently");
        assertThat(client.get(pods + "/one").code()).isEqualTo(404);
        assertThat(client.get(pods + "/two").code()).isEqualTo(200);
    }

    @Test
    void keepsAPodWhoseBudgetNobodyHasCounted() {
        run("one");
        client.post(
                budgets,
                """
                {"metadata":{"name":"web"},"spec":{"minAvailable":0,"selector":{"matchLabels":{"app":"web"}}}}
                """);
        if (rung.hasControllers()) {
            TestClient.awaitThat(() -> evict("one").code() == 201);
            return;
        }

        var early = evict("one");

        assertThat(early.code()).isEqualTo(429);
        assertThat(cause(early))
                .isEqualTo("The disruption budget web is still being processed by the server.");
    }

    /// What is said right after the first eviction: a cluster's controller may have counted again.
    private List<String> exhausted() {
        var spent = "The disruption budget web does not allow evicting pods currently";
        return rung.hasControllers()
                ? List.of(
                        spent, "The disruption budget web needs 1 healthy pods and has 1 currently")
                : List.of(spent);
    }

    /// Counts the pods into the budget's status, or waits until a cluster's controller has.
    private boolean healthy(int current, int allowed) {
        if (rung.hasControllers()) {
            TestClient.awaitThat(() -> {
                var budget = client.get(budgets + "/web");
                return budget.number("status", "currentHealthy") == current
                        && budget.number("status", "disruptionsAllowed") <= allowed
                        && budget.number("status", "observedGeneration") == 1;
            });
            return true;
        }
        return client.merge(
                                budgets + "/web/status",
                                """
                                {"status":{"observedGeneration":1,"disruptionsAllowed":%d,"desiredHealthy":1,"currentHealthy":%d,"expectedPods":2}}
                                """
                                        .formatted(allowed, current))
                        .code()
                == 200;
    }

    private static String cause(TestClient.Reply reply) {
        var cause = Trees.listAt(reply.body(), "details", "causes").getJsonObject(0);
        assertThat(Trees.text(cause, "reason")).isEqualTo("DisruptionBudget");
        return Trees.text(cause, "message");
    }

    private TestClient.Reply evict(String name) {
        return client.post(
                pods + "/" + name + "/eviction",
                "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"%s\"}}"
                        .formatted(name));
    }

    /// On no node, so that an evicted pod is gone at once.
    private void run(String name) {
        client.post(
                pods,
                """
                {"metadata":{"name":"%s","labels":{"app":"web"}},
                 "spec":{"schedulerName":"none","containers":[{"name":"a","image":"b"}]}}
                """
                        .formatted(name));
        client.merge(
                pods + "/" + name + "/status",
                """
                {"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}
                """);
    }
}
