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
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
@ParameterizedClass(name = "{0}")
@MethodSource("io.pushwire.sandbox.Rung#all")
class CustomKindsIT {
    private static final String DEFINITIONS =
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String DEFINITION =
            """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
             "metadata":{"name":"rollouts.%1$s"},
             "spec":{"group":"%1$s","scope":"Namespaced",
               "names":{"plural":"rollouts","kind":"Rollout","shortNames":["ro"]},
               "versions":[{"name":"v1alpha1","served":true,"storage":true,"subresources":{"status":{}},
                 "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
            """;

    private final Rung rung;
    private TestClient client;
    private Rung.Namespace namespace;
    private String group;
    private String definition;
    private String rollouts;

    CustomKindsIT(Rung rung) {
        this.rung = rung;
    }

    @BeforeEach
    void start() {
        client = new TestClient(rung.baseUrl());
        namespace = Rung.Namespace.create(client);
        group = namespace.name() + ".example.com";
        definition = DEFINITIONS + "/rollouts." + group;
        rollouts = namespace.path(group + "/v1alpha1/rollouts");
    }

    @AfterEach
    void stop() {
        client.delete(definition);
        namespace.close();
        client.close();
    }

    @Test
    void servesAKindFromItsDefinitionOn() {
        assertThat(client.get(rollouts).code()).isEqualTo(404);

        define();
        var made =
                client.post(
                        rollouts,
                        """
                        {"apiVersion":"%s/v1alpha1","kind":"Rollout",
                         "metadata":{"name":"web"},"spec":{"image":"a"},"status":{"phase":"?"}}
                        """
                                .formatted(group));
        client.merge(rollouts + "/web/status", "{\"status\":{\"phase\":\"Healthy\"}}");
        var changed = client.merge(rollouts + "/web", "{\"spec\":{\"image\":\"b\"}}");

        assertThat(made.code()).isEqualTo(201);
        assertThat(made.text("status", "phase")).isEmpty();
        assertThat(changed.number("metadata", "generation")).isEqualTo(2);
        assertThat(changed.text("status", "phase")).isEqualTo("Healthy");
        assertThat(client.get("/apis/" + group + "/v1alpha1").body().toString())
                .contains("\"rollouts/status\"");
    }

    @Test
    void servesAKindNoLongerOnceItsDefinitionIsGone() {
        define();
        assertThat(client.post(rollouts, body()).code()).isEqualTo(201);

        client.delete(definition);

        awaitThat(() -> client.get(definition).code() == 404);
        awaitThat(() -> client.get(rollouts).code() == 404);
        define();
        assertThat(Trees.listAt(client.get(rollouts).body(), "items")).isEmpty();
    }

    /// On a real server every version is that is older than the kind's first watch.
    @Test
    void saysThatAVersionIsTooOld() {
        define();
        rung.expireHistory();
        try (var watch = client.watch(rollouts + "?watch=true&resourceVersion=1")) {
            var event = watch.next();
            assertThat(Trees.text(event, "type")).isEqualTo("ERROR");
            assertThat(Trees.number(event, 0, "object", "code")).isEqualTo(410);
            assertThat(Trees.text(event, "object", "reason")).isEqualTo("Expired");
            assertThat(watch.hasEnded()).isTrue();
        }
    }

    @Test
    void refusesADefinitionUnderAnotherName() {
        var refused =
                client.post(
                        DEFINITIONS, DEFINITION.formatted(group).replace("rollouts.", "other."));

        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.text("message")).contains("must be spec.names.plural+\".\"+spec.group");
    }

    private void define() {
        assertThat(client.post(DEFINITIONS, DEFINITION.formatted(group)).code()).isEqualTo(201);
        awaitThat(() -> isEstablished(client.get(definition)));
        // The real server says so a moment before it serves the kind.
        awaitThat(() -> client.get(rollouts).code() == 200);
    }

    private String body() {
        return "{\"apiVersion\":\"%s/v1alpha1\",\"kind\":\"Rollout\",\"metadata\":{\"name\":\"web\"}}"
                .formatted(group);
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
