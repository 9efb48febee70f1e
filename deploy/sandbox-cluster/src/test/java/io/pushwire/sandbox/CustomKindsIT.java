// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static io.pushwire.sandbox.TestClient.awaitThat;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CustomKindsIT {
    private static final String DEFINITIONS =
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String GROUP = "/apis/rollouts.example.com/v1alpha1";
    private static final String ROLLOUTS = GROUP + "/namespaces/default/rollouts";
    private static final String DEFINITION =
            """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
             "metadata":{"name":"rollouts.rollouts.example.com"},
             "spec":{"group":"rollouts.example.com","scope":"Namespaced",
               "names":{"plural":"rollouts","kind":"Rollout","shortNames":["ro"]},
               "versions":[{"name":"v1alpha1","served":true,"storage":true,"subresources":{"status":{}},
                 "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
            """;

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
    void servesAKindFromItsDefinitionOn() {
        assertThat(client.get(ROLLOUTS).code()).isEqualTo(404);

        assertThat(client.post(DEFINITIONS, DEFINITION).code()).isEqualTo(201);
        awaitThat(() -> isEstablished(client.get(DEFINITIONS + "/rollouts.rollouts.example.com")));
        var made =
                client.post(
                        ROLLOUTS,
                        """
                        {"apiVersion":"rollouts.example.com/v1alpha1","kind":"Rollout",
                         "metadata":{"name":"web"},"spec":{"image":"a"},"status":{"phase":"?"}}
                        """);
        client.merge(ROLLOUTS + "/web/status", "{\"status\":{\"phase\":\"Healthy\"}}");
        var changed = client.merge(ROLLOUTS + "/web", "{\"spec\":{\"image\":\"b\"}}");

        assertThat(made.code()).isEqualTo(201);
        assertThat(made.text("status", "phase")).isEmpty();
        assertThat(changed.number("metadata", "generation")).isEqualTo(2);
        assertThat(changed.text("status", "phase")).isEqualTo("Healthy");
        assertThat(client.get(GROUP).body().toString()).contains("\"rollouts/status\"");
    }

    @Test
    void servesAKindNoLongerOnceItsDefinitionIsGone() {
        client.post(DEFINITIONS, DEFINITION);
        client.post(ROLLOUTS, "{\"metadata\":{\"name\":\"web\"}}");

        client.delete(DEFINITIONS + "/rollouts.rollouts.example.com");

        assertThat(client.get(ROLLOUTS).code()).isEqualTo(404);
        client.post(DEFINITIONS, DEFINITION);
        assertThat(Trees.listAt(client.get(ROLLOUTS).body(), "items")).isEmpty();
    }

    @Test
    void refusesADefinitionUnderAnotherName() {
        var refused = client.post(DEFINITIONS, DEFINITION.replace("rollouts.rollouts", "other"));

        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.text("message")).contains("must be spec.names.plural+\".\"+spec.group");
    }

    private static boolean isEstablished(TestClient.Reply definition) {
        return Trees.listAt(definition.body(), "status", "conditions")
                .getValuesAs(JsonObject.class)
                .stream()
                .anyMatch(it ->
                        it.getString("type").equals("Established")
                                && it.getString("status").equals("True"));
    }
}
