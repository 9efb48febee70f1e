// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static io.pushwire.sandbox.TestClient.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.function.Predicate;

@Timeout(30)
class RolloutIT {
    private static final String APPS = "/apis/apps/v1/namespaces/default/";
    private static final String DEPLOYMENTS = APPS + "deployments";
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private SandboxCluster sandbox;
    private TestClient client;

    @BeforeEach
    void start() {
        sandbox = SandboxCluster.start();
        client = new TestClient(sandbox);
    }

    @AfterEach
    void stop() {
        client.close();
        sandbox.close();
    }

    @Test
    void movesADeploymentToItsNextImage() {
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        client.await(DEPLOYMENTS, rolledOut("web"));

        client.jsonPatch(DEPLOYMENTS + "/web", image("shop/web:1@" + DIGEST));
        var done = client.await(DEPLOYMENTS, rolledOut("web"));

        assertThat(Trees.number(done, 0, "metadata", "generation")).isEqualTo(2);
        var pod = client.await(PODS, it -> imageId(it).equals("shop/web@" + DIGEST));
        assertThat(Trees.text(pod, "status", "phase")).isEqualTo("Running");
        assertThat(Trees.listAt(client.get(PODS).body(), "items")).hasSize(1);
        assertThat(Trees.listAt(client.get(APPS + "replicasets").body(), "items")).hasSize(2);
    }

    @Test
    void leavesTheOldPodsWhenTheNewImageIsMissing() {
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        client.await(DEPLOYMENTS, rolledOut("web"));

        client.jsonPatch(DEPLOYMENTS + "/web", image("shop/missing:1"));
        var stuck = client.await(PODS, it -> it.toString().contains("ImagePullBackOff"));

        assertThat(Trees.text(stuck, "status", "phase")).isEqualTo("Pending");
        var half = client.await(DEPLOYMENTS, it -> Trees.number(it, 0, "status", "replicas") == 2);
        assertThat(Trees.number(half, 0, "status", "readyReplicas")).isEqualTo(1);
        assertThat(half.toString()).contains("ReplicaSetUpdated");
    }

    @Test
    void waitsWhileADeploymentIsPaused() {
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        client.await(DEPLOYMENTS, rolledOut("web"));
        client.merge(DEPLOYMENTS + "/web", "{\"spec\":{\"paused\":true}}");

        client.jsonPatch(DEPLOYMENTS + "/web", image("shop/web:2"));
        client.await(
                DEPLOYMENTS, it -> it.toString().contains("DeploymentPaused") && isObserved(it));
        var sets = Trees.listAt(client.get(APPS + "replicasets").body(), "items");
        client.merge(DEPLOYMENTS + "/web", "{\"spec\":{\"paused\":null}}");

        assertThat(sets).hasSize(1);
        client.await(PODS, it -> it.toString().contains("\"image\":\"shop/web:2\""));
    }

    @Test
    void replacesAPodThatWasEvicted() {
        client.post(DEPLOYMENTS, deployment("web", "shop/web:1"));
        var first = client.await(PODS, it -> Trees.text(it, "status", "phase").equals("Running"));
        var name = Trees.text(first, "metadata", "name");

        client.post(
                PODS + "/" + name + "/eviction",
                "{\"metadata\":{\"name\":\"%s\"}}".formatted(name));

        client.await(PODS, it -> !Trees.text(it, "metadata", "name").equals(name));
    }

    @Test
    void movesAStatefulSetDownToItsPartition() {
        client.post(APPS + "statefulsets", statefulSet("db", 1));
        client.await(
                APPS + "statefulsets", it -> Trees.number(it, 0, "status", "readyReplicas") == 2);

        client.jsonPatch(APPS + "statefulsets/db", image("shop/db:2"));
        var done =
                client.await(
                        APPS + "statefulsets",
                        it ->
                                isObserved(it)
                                        && Trees.number(it, 0, "status", "updatedReplicas") == 1
                                        && Trees.number(it, 0, "status", "readyReplicas") == 2);

        assertThat(Trees.text(done, "status", "currentRevision"))
                .isNotEqualTo(Trees.text(done, "status", "updateRevision"));
        client.delete(PODS + "/db-0");
        var again =
                client.await(
                        PODS,
                        it ->
                                Trees.text(it, "metadata", "name").equals("db-0")
                                        && Trees.text(it, "status", "phase").equals("Running"));
        assertThat(again.toString()).contains("\"image\":\"shop/db:1\"");
    }

    @Test
    void replacesPodsOfAnOnDeleteDaemonSetOnlyWhenTheyAreDeleted() {
        var body =
                deployment("agent", "shop/agent:1")
                        .replace("\"Deployment\"", "\"DaemonSet\"")
                        .replace(
                                "\"spec\":{\"sel",
                                "\"spec\":{\"updateStrategy\":{\"type\":\"OnDelete\"},\"sel");
        client.post(APPS + "daemonsets", body);
        var pod = client.await(PODS, it -> Trees.text(it, "status", "phase").equals("Running"));

        client.jsonPatch(APPS + "daemonsets/agent", image("shop/agent:2"));
        client.await(
                APPS + "daemonsets",
                it ->
                        isObserved(it)
                                && Trees.number(it, 0, "metadata", "generation") == 2
                                && Trees.number(it, 0, "status", "updatedNumberScheduled") == 0);
        assertThat(client.get(PODS + "/" + Trees.text(pod, "metadata", "name")).code())
                .isEqualTo(200);
        client.delete(PODS + "/" + Trees.text(pod, "metadata", "name"));

        client.await(PODS, it -> it.toString().contains("\"image\":\"shop/agent:2\""));
    }

    private static String statefulSet(String name, int partition) {
        return deployment(name, "shop/" + name + ":1")
                .replace("\"Deployment\"", "\"StatefulSet\"")
                .replace(
                        "\"spec\":{\"sel",
                        "\"spec\":{\"replicas\":2,\"updateStrategy\":{\"rollingUpdate\":{\"partition\":%d}},\"sel"
                                .formatted(partition));
    }

    private static String image(String image) {
        return "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\"%s\"}]"
                .formatted(image);
    }

    private static Predicate<JsonObject> rolledOut(String name) {
        return it ->
                Trees.text(it, "metadata", "name").equals(name)
                        && isObserved(it)
                        && it.toString().contains("NewReplicaSetAvailable");
    }

    private static boolean isObserved(JsonObject it) {
        return Trees.number(it, 0, "status", "observedGeneration")
                == Trees.number(it, -1, "metadata", "generation");
    }

    private static String imageId(JsonObject pod) {
        var statuses = Trees.listAt(pod, "status", "containerStatuses");
        return statuses.isEmpty() ? "" : Trees.text(statuses.getJsonObject(0), "imageID");
    }
}
