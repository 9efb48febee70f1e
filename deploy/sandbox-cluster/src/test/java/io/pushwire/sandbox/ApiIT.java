// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static io.pushwire.sandbox.TestClient.awaitThat;
import static io.pushwire.sandbox.TestClient.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
@ParameterizedClass(name = "{0}")
@MethodSource("io.pushwire.sandbox.Rung#all")
class ApiIT {
    private static final String ALL = "/apis/apps/v1/deployments";

    private final Rung rung;
    private TestClient client;
    private Rung.Namespace namespace;
    private String deployments;
    private String web;

    ApiIT(Rung rung) {
        this.rung = rung;
    }

    @BeforeEach
    void start() {
        client = new TestClient(rung.baseUrl());
        namespace = Rung.Namespace.create(client);
        deployments = namespace.path("deployments");
        web = deployments + "/web";
    }

    @AfterEach
    void stop() {
        namespace.close();
        client.close();
    }

    @Test
    void createsWithWhatTheServerFillsIn() {
        var made = client.post(deployments, deployment("web", "shop/web:1"));

        assertThat(made.code()).isEqualTo(201);
        assertThat(made.text("metadata", "uid")).isNotEmpty();
        assertThat(made.text("metadata", "creationTimestamp")).endsWith("Z");
        assertThat(made.number("metadata", "generation")).isEqualTo(1);
        assertThat(made.number("spec", "replicas")).isEqualTo(1);
        assertThat(container(made.body()).getString("imagePullPolicy")).isEqualTo("IfNotPresent");
        assertThat(settled(client.get(web))).isEqualTo(settled(made));
    }

    /// What nobody else has written meanwhile: on a cluster its controllers do.
    private JsonObject settled(TestClient.Reply reply) {
        return rung.hasControllers()
                ? Trees.objectAt(reply.body(), "spec")
                : Trees.without(reply.body(), "metadata", "managedFields");
    }

    @Test
    void refusesWithAStatusThatSaysWhy() {
        client.post(deployments, deployment("web", "shop/web:1"));

        assertStatus(client.post(deployments, deployment("web", "x")), 409, "AlreadyExists");
        assertStatus(client.get(deployments + "/none"), 404, "NotFound");
        assertStatus(client.post(deployments, "{"), 400, "BadRequest");
        assertStatus(client.post(deployments, deployment("bad", "")), 422, "Invalid");
        assertStatus(client.post(ALL, deployment("a", "b")), 405, "MethodNotAllowed");
        assertThat(client.get("/apis/nothing/v1/here").code()).isEqualTo(404);
        var nowhere = "/apis/apps/v1/namespaces/nowhere/deployments";
        assertStatus(client.post(nowhere, deployment("a", "b")), 404, "NotFound");
        assertStatus(client.get(ALL + "?fieldSelector=spec.replicas%3D1"), 400, "BadRequest");
    }

    private static void assertStatus(TestClient.Reply reply, int code, String reason) {
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.text("kind")).isEqualTo("Status");
        assertThat(reply.text("reason")).isEqualTo(reason);
        assertThat(reply.text("message")).isNotBlank();
    }

    @Test
    void appliesAJsonPatchOnlyIfItsTestHolds() {
        client.post(deployments, deployment("web", "shop/web:1"));
        var patch =
                """
                [{"op":"test","path":"/spec/template/spec/containers/0/image","value":"%s"},
                 {"op":"replace","path":"/spec/template/spec/containers/0/image","value":"shop/web:2"}]
                """;

        var failed = client.jsonPatch(web, patch.formatted("shop/web:0"));
        var patched = client.jsonPatch(web + "?fieldManager=me", patch.formatted("shop/web:1"));

        assertStatus(failed, 422, "Invalid");
        assertThat(patched.code()).isEqualTo(200);
        assertThat(container(patched.body()).getString("image")).isEqualTo("shop/web:2");
        assertThat(patched.number("metadata", "generation")).isEqualTo(2);
        assertThat(fieldsOf("me", patched.body()))
                .contains("{\"k:{\\\"name\\\":\\\"main\\\"}\":{\"f:image\":{}}}");
    }

    private static String fieldsOf(String manager, JsonObject object) {
        return Trees.listAt(object, "metadata", "managedFields")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(it -> it.getString("manager").equals(manager))
                .findFirst()
                .orElseThrow()
                .toString();
    }

    @Test
    void knowsConflictsByTheResourceVersion() {
        var first = client.post(deployments, deployment("web", "shop/web:1")).body();
        client.merge(web, "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");

        assertStatus(client.put(web, first), 409, "Conflict");
        assertStatus(
                client.merge(web, "{\"metadata\":{\"resourceVersion\":\"1\"}}"), 409, "Conflict");
        // On a cluster its controllers may write between the two, but not for ever.
        awaitThat(() -> client.put(web, client.get(web).body()).code() == 200);
    }

    @Test
    void changesNothingWhenAWriteChangesNothing() {
        var before = client.post(deployments, deployment("web", "shop/web:1"));

        var same = client.merge(web, "{\"spec\":{\"replicas\":1}}");
        var dry = client.merge(web + "?dryRun=All", "{\"spec\":{\"replicas\":7}}");

        assertThat(settled(same)).isEqualTo(settled(before));
        assertThat(dry.number("spec", "replicas")).isEqualTo(7);
        assertThat(settled(client.get(web))).isEqualTo(settled(before));
    }

    /// Of a CronJob that sleeps, for a Deployment's status is written by a cluster's controllers.
    @Test
    void keepsStatusAndSpecApart() {
        var jobs = namespace.path("batch/v1/cronjobs");
        client.post(
                jobs,
                """
                {"metadata":{"name":"web"},"spec":{"schedule":"0 3 * * *","suspend":true,"jobTemplate":{"spec":{"template":{"spec":
                  {"restartPolicy":"Never","containers":[{"name":"a","image":"b"}]}}}}}}
                """);
        var both =
                """
                {"spec":{"schedule":"0 4 * * *"},"status":{"lastScheduleTime":"2026-01-01T00:00:00Z"}}
                """;

        var main = client.merge(jobs + "/web", both);
        var status = client.merge(jobs + "/web/status", both.replace("0 4", "0 9"));

        assertThat(main.text("status", "lastScheduleTime")).isEmpty();
        assertThat(main.text("spec", "schedule")).isEqualTo("0 4 * * *");
        assertThat(status.text("status", "lastScheduleTime")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(status.text("spec", "schedule")).isEqualTo("0 4 * * *");
        assertThat(status.number("metadata", "generation")).isEqualTo(2);
    }

    @Test
    void countsAnnotationsOfADeploymentAsANewGeneration() {
        client.post(deployments, deployment("web", "shop/web:1"));

        var annotated = client.merge(web, "{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}");
        var labelled = client.merge(web, "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");

        assertThat(annotated.number("metadata", "generation")).isEqualTo(2);
        assertThat(labelled.number("metadata", "generation")).isEqualTo(2);
    }

    @Test
    void scales() {
        client.post(deployments, deployment("web", "shop/web:1"));

        var scaled = client.merge(web + "/scale", "{\"spec\":{\"replicas\":4}}");

        assertThat(scaled.text("kind")).isEqualTo("Scale");
        assertThat(client.get(web + "/scale").number("spec", "replicas")).isEqualTo(4);
        assertThat(client.get(web).number("spec", "replicas")).isEqualTo(4);
    }

    @Test
    void deletesWithEverythingThatHangsOnItWhereGarbageIsCollected() {
        var uid = client.post(deployments, deployment("web", "shop/web:1")).text("metadata", "uid");
        var owner =
                "\"ownerReferences\":[{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"name\":\"web\",\"uid\":\"%s\"}]"
                        .formatted(uid);
        var pod =
                """
                {"metadata":{"generateName":"web-",%s},
                 "spec":{"containers":[{"name":"a","image":"b"}]}}
                """
                        .formatted(owner);
        var made = client.post(namespace.path("v1/pods"), pod);

        var wrong = "{\"preconditions\":{\"uid\":\"other\"}}";
        assertStatus(client.send("DELETE", web, "application/json", wrong), 409, "Conflict");
        assertThat(client.delete(web).text("status")).isEqualTo("Success");

        assertThat(made.text("metadata", "name")).startsWith("web-").hasSize(9);
        var left = namespace.path("v1/pods") + "/" + made.text("metadata", "name");
        if (rung.kind() == Rung.Kind.BARE) {
            assertThat(client.get(left).code()).isEqualTo(200);
        } else {
            awaitThat(() -> client.get(left).code() == 404);
        }
    }

    /// Of a pod that is on no node, which would have to end it first.
    @Test
    void evicts() {
        client.post(
                namespace.path("v1/pods"),
                "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"schedulerName\":\"none\",\"containers\":[{\"name\":\"a\",\"image\":\"b\"}]}}");
        var eviction =
                "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"p\"}}";
        var path = namespace.path("v1/pods") + "/p/eviction";

        assertThat(client.post(path, eviction).code()).isEqualTo(201);
        assertStatus(client.post(path, eviction), 404, "NotFound");
    }

    @Test
    void refusesAnEvictionOfAnotherPodThanThePathNames() {
        assertStatus(
                client.post(
                        namespace.path("v1/pods") + "/p/eviction",
                        "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"q\"}}"),
                400,
                "BadRequest");
    }

    @Test
    void showsOneEventInBothOfItsGroups() {
        client.post(
                namespace.path("events.k8s.io/v1/events"),
                """
                {"metadata":{"name":"e"},"eventTime":"2026-11-01T00:00:00.000000Z","action":"Roll","reason":"Pinned",
                 "type":"Normal","note":"pinned","reportingController":"example.com/c","reportingInstance":"c-1",
                 "regarding":{"kind":"Deployment","apiVersion":"apps/v1","name":"web","namespace":"%s"}}
                """
                        .formatted(namespace.name()));

        var core = client.get(namespace.path("v1/events") + "/e");
        var young = client.get(namespace.path("events.k8s.io/v1/events") + "/e");

        assertThat(core.text("message")).isEqualTo("pinned");
        assertThat(core.text("involvedObject", "name")).isEqualTo("web");
        assertThat(core.text("reportingComponent")).isEqualTo("example.com/c");
        assertThat(young.text("note")).isEqualTo("pinned");
        assertThat(young.text("apiVersion")).isEqualTo("events.k8s.io/v1");
    }

    private static JsonObject container(JsonObject deployment) {
        return Trees.listAt(deployment, "spec", "template", "spec", "containers").getJsonObject(0);
    }
}
