// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static io.pushwire.sandbox.TestClient.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ApiIT {
    private static final String ALL = "/apis/apps/v1/deployments";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String WEB = DEPLOYMENTS + "/web";

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
    void createsWithWhatTheServerFillsIn() {
        var made = client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));

        assertThat(made.code()).isEqualTo(201);
        assertThat(made.text("metadata", "uid")).isNotEmpty();
        assertThat(made.text("metadata", "creationTimestamp")).endsWith("Z");
        assertThat(made.number("metadata", "generation")).isEqualTo(1);
        assertThat(made.number("spec", "replicas")).isEqualTo(1);
        assertThat(container(made.body()).getString("imagePullPolicy")).isEqualTo("IfNotPresent");
        assertThat(client.get(WEB).body()).isEqualTo(made.body());
    }

    @Test
    void refusesWithAStatusThatSaysWhy() {
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));

        assertStatus(client.post(DEPLOYMENTS, deployment("web", "x")), 409, "AlreadyExists");
        assertStatus(client.get(DEPLOYMENTS + "/none"), 404, "NotFound");
        assertStatus(client.post(DEPLOYMENTS, "{"), 400, "BadRequest");
        assertStatus(client.post(DEPLOYMENTS, deployment("bad", "")), 422, "Invalid");
        assertStatus(client.post(ALL, deployment("a", "b")), 405, "MethodNotAllowed");
        assertStatus(client.get("/apis/nothing/v1/here"), 404, "NotFound");
        var nowhere = "/apis/apps/v1/namespaces/nowhere/deployments";
        assertStatus(client.post(nowhere, deployment("a", "b")), 404, "NotFound");
        assertStatus(client.get(ALL + "?fieldSelector=spec.replicas%3D1"), 400, "BadRequest");
        assertStatus(
                client.send("PATCH", WEB, "application/apply-patch+yaml", "{}"),
                415,
                "UnsupportedMediaType");
        assertStatus(
                client.send("PATCH", WEB, "application/strategic-merge-patch+json", "{}"),
                415,
                "UnsupportedMediaType");
    }

    private static void assertStatus(TestClient.Reply reply, int code, String reason) {
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.text("kind")).isEqualTo("Status");
        assertThat(reply.text("reason")).isEqualTo(reason);
        assertThat(reply.text("message")).isNotBlank();
    }

    @Test
    void appliesAJsonPatchOnlyIfItsTestHolds() {
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        var patch =
                """
                [{"op":"test","path":"/spec/template/spec/containers/0/image","value":"%s"},
                 {"op":"replace","path":"/spec/template/spec/containers/0/image","value":"shop/web:2"}]
                """;

        var failed = client.jsonPatch(WEB, patch.formatted("shop/web:0"));
        var patched = client.jsonPatch(WEB + "?fieldManager=me", patch.formatted("shop/web:1"));

        assertStatus(failed, 422, "Invalid");
        assertThat(patched.code()).isEqualTo(200);
        assertThat(container(patched.body()).getString("image")).isEqualTo("shop/web:2");
        assertThat(patched.number("metadata", "generation")).isEqualTo(2);
        var last = Trees.listAt(patched.body(), "metadata", "managedFields").getLast();
        assertThat(Trees.text(last.asJsonObject(), "manager")).isEqualTo("me");
        assertThat(last.toString())
                .contains("{\"k:{\\\"name\\\":\\\"main\\\"}\":{\"f:image\":{}}}");
    }

    @Test
    void knowsConflictsByTheResourceVersion() {
        var first = client.post(DEPLOYMENTS, deployment("web", "shop/web:1")).body();
        client.merge(WEB, "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");

        assertStatus(client.put(WEB, first), 409, "Conflict");
        assertStatus(
                client.merge(WEB, "{\"metadata\":{\"resourceVersion\":\"1\"}}"), 409, "Conflict");
        assertThat(client.put(WEB, client.get(WEB).body()).code()).isEqualTo(200);
    }

    @Test
    void changesNothingWhenAWriteChangesNothing() {
        var before = client.post(DEPLOYMENTS, deployment("web", "shop/web:1")).body();

        var same = client.merge(WEB, "{\"spec\":{\"replicas\":1}}");
        var dry = client.merge(WEB + "?dryRun=All", "{\"spec\":{\"replicas\":7}}");

        assertThat(same.body()).isEqualTo(before);
        assertThat(dry.number("spec", "replicas")).isEqualTo(7);
        assertThat(client.get(WEB).body()).isEqualTo(before);
    }

    @Test
    void keepsStatusAndSpecApart() {
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        var both = "{\"spec\":{\"replicas\":3},\"status\":{\"replicas\":2}}";

        var main = client.merge(WEB, both);
        var status = client.merge(WEB + "/status", both.replace("3", "9"));

        assertThat(main.number("status", "replicas")).isEqualTo(-1);
        assertThat(main.number("spec", "replicas")).isEqualTo(3);
        assertThat(status.number("status", "replicas")).isEqualTo(2);
        assertThat(status.number("spec", "replicas")).isEqualTo(3);
        assertThat(status.number("metadata", "generation")).isEqualTo(2);
    }

    @Test
    void scales() {
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));

        var scaled = client.merge(WEB + "/scale", "{\"spec\":{\"replicas\":4}}");

        assertThat(scaled.text("kind")).isEqualTo("Scale");
        assertThat(client.get(WEB + "/scale").number("spec", "replicas")).isEqualTo(4);
        assertThat(client.get(WEB).number("spec", "replicas")).isEqualTo(4);
    }

    @Test
    void deletesWithEverythingThatHangsOnIt() {
        var uid = client.post(DEPLOYMENTS, deployment("web", "shop/web:1")).text("metadata", "uid");
        var owner =
                "\"ownerReferences\":[{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"name\":\"web\",\"uid\":\"%s\"}]"
                        .formatted(uid);
        var pod =
                """
                {"metadata":{"generateName":"web-",%s},
                 "spec":{"containers":[{"name":"a","image":"b"}]}}
                """
                        .formatted(owner);
        var made = client.post("/api/v1/namespaces/default/pods", pod);

        var wrong = "{\"preconditions\":{\"uid\":\"other\"}}";
        assertStatus(client.send("DELETE", WEB, "application/json", wrong), 409, "Conflict");
        assertThat(client.delete(WEB).text("status")).isEqualTo("Success");

        assertThat(made.text("metadata", "name")).startsWith("web-").hasSize(9);
        assertThat(Trees.listAt(client.get("/api/v1/pods").body(), "items")).isEmpty();
    }

    @Test
    void evicts() {
        client.post(
                "/api/v1/namespaces/default/pods",
                "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"b\"}]}}");
        var eviction =
                "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"p\"}}";
        var path = "/api/v1/namespaces/default/pods/p/eviction";

        assertThat(client.post(path, eviction).code()).isEqualTo(201);
        assertStatus(client.post(path, eviction), 404, "NotFound");
    }

    @Test
    void servesFurtherKinds() {
        sandbox.register(
                ResourceType.custom("argoproj.io", "v1alpha1", "rollouts", "Rollout", true));
        var path = "/apis/argoproj.io/v1alpha1/namespaces/default/rollouts";

        assertThat(client.post(path, "{\"metadata\":{\"name\":\"r\"},\"spec\":{}}").code())
                .isEqualTo(201);
        assertThat(client.get("/apis/argoproj.io/v1alpha1").body().toString())
                .contains("\"rollouts\"");
    }

    @Test
    void showsOneEventInBothOfItsGroups() {
        client.post(
                "/apis/events.k8s.io/v1/namespaces/default/events",
                "{\"metadata\":{\"name\":\"e\"},\"note\":\"pinned\",\"regarding\":{\"name\":\"web\"}}");

        var core = client.get("/api/v1/namespaces/default/events/e");
        var young = client.get("/apis/events.k8s.io/v1/namespaces/default/events/e");

        assertThat(core.text("message")).isEqualTo("pinned");
        assertThat(core.text("involvedObject", "name")).isEqualTo("web");
        assertThat(young.text("note")).isEqualTo("pinned");
        assertThat(young.text("apiVersion")).isEqualTo("events.k8s.io/v1");
    }

    private static JsonObject container(JsonObject deployment) {
        return Trees.listAt(deployment, "spec", "template", "spec", "containers").getJsonObject(0);
    }
}
