// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static io.pushwire.sandbox.TestClient.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.function.Function;

/// Where the sandbox and a real API server differ on purpose: what both say is stated here and
/// asked of each.
@Timeout(60)
@ParameterizedClass(name = "{0}")
@MethodSource("io.pushwire.sandbox.Rung#all")
class DifferencesIT {
    private static final String STRATEGIC = "application/strategic-merge-patch+json";
    private static final String APPLY = "application/apply-patch+yaml";
    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

    private final Rung rung;
    private TestClient client;
    private Rung.Namespace namespace;
    private String deployments;

    DifferencesIT(Rung rung) {
        this.rung = rung;
    }

    /// @param statement what is asked
    /// @param sandbox what the sandbox says, in few words
    /// @param real what kube-apiserver says
    /// @param question asks it of the rung
    private record Difference(
            String statement,
            String sandbox,
            String real,
            Function<DifferencesIT, Object> question) {}

    private static final List<Difference> DIFFERENCES =
            List.of(
                    new Difference(
                            "code of a strategic merge patch",
                            "415",
                            "200",
                            it -> it.patch(STRATEGIC, "{\"spec\":{\"replicas\":2}}")),
                    new Difference(
                            "code of a server-side apply",
                            "415",
                            "200",
                            it ->
                                    it.patch(
                                            APPLY,
                                            "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"spec\":{\"replicas\":2}}")),
                    new Difference(
                            "code of a body in protobuf that is none",
                            "415",
                            "400",
                            it -> it.client.send("POST", it.deployments, PROTOBUF, "k8s").code()),
                    new Difference(
                            "an unknown field of a Deployment",
                            "kept",
                            "dropped",
                            DifferencesIT::unknownField),
                    new Difference(
                            "the default of spec.revisionHistoryLimit",
                            "none",
                            "10",
                            DifferencesIT::historyLimit),
                    new Difference(
                            "an unknown field of a custom kind with a closed schema",
                            "kept",
                            "dropped",
                            DifferencesIT::unknownCustomField),
                    new Difference(
                            "a role binding",
                            "404",
                            "200",
                            it ->
                                    it.client
                                            .get(
                                                    it.namespace.path(
                                                            "rbac.authorization.k8s.io/v1/rolebindings"))
                                            .code()),
                    new Difference(
                            "code of a ResourceQuota's list",
                            "404",
                            "200",
                            it -> it.client.get(it.namespace.path("v1/resourcequotas")).code()),
                    new Difference(
                            "schemas in the OpenAPI of apps/v1",
                            "none",
                            "some",
                            it ->
                                    it.client
                                                    .get("/openapi/v3/apis/apps/v1")
                                                    .body()
                                                    .containsKey("components")
                                            ? "some"
                                            : "none"));

    @BeforeEach
    void start() {
        client = new TestClient(rung.baseUrl());
        namespace = Rung.Namespace.create(client);
        deployments = namespace.path("deployments");
        client.post(deployments, deployment("web", "shop/web:1"));
    }

    @AfterEach
    void stop() {
        namespace.close();
        client.close();
    }

    @Test
    void areTheOnesThatAreStated() {
        for (var difference : DIFFERENCES) {
            var said = difference.question().apply(this).toString();
            System.out.printf(
                    "difference | %-55s | %-10s says: %s%n", difference.statement(), rung, said);
            assertThat(said)
                    .as(difference.statement())
                    .isEqualTo(rung.isReal() ? difference.real() : difference.sandbox());
        }
    }

    private int patch(String type, String body) {
        return client.send("PATCH", deployments + "/web?fieldManager=me", type, body).code();
    }

    private String unknownField() {
        var made =
                client.post(
                        deployments,
                        deployment("odd", "shop/web:1")
                                .replace("\"spec\":{\"sel", "\"spec\":{\"odd\":1,\"sel"));
        return made.number("spec", "odd") == 1 ? "kept" : "dropped";
    }

    private String historyLimit() {
        var limit = client.get(deployments + "/web").number("spec", "revisionHistoryLimit");
        return limit < 0 ? "none" : "" + limit;
    }

    private String unknownCustomField() {
        var group = namespace.name() + ".example.org";
        var definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        client.post(
                definitions,
                """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"things.%1$s"},
                 "spec":{"group":"%1$s","scope":"Namespaced","names":{"plural":"things","kind":"Thing"},
                   "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}}]}}
                """
                        .formatted(group));
        var things = namespace.path(group + "/v1/things");
        TestClient.awaitThat(() -> client.get(things).code() == 200);
        var made =
                client.post(
                        things,
                        "{\"apiVersion\":\"%s/v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"a\"},\"odd\":1}"
                                .formatted(group));
        client.delete(definitions + "/things." + group);
        return Trees.number(made.body(), 0, "odd") == 1 ? "kept" : "dropped";
    }
}
