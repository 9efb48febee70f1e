// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static io.pushwire.sandbox.TestClient.awaitThat;
import static io.pushwire.sandbox.TestClient.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.rollout.RolloutController;
import io.pushwire.sandbox.rollout.RolloutOptions;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Optional;
import java.util.function.Predicate;

@Timeout(30)
@ParameterizedClass(name = "{0}")
@MethodSource("io.pushwire.sandbox.Rung#all")
class RolloutIT {

    private final Rung rung;
    private final RolloutImages images;
    private TestClient client;
    private Rung.Namespace namespace;
    private String deployments;
    private String pods;
    private Optional<RolloutController> controller = Optional.empty();

    RolloutIT(Rung rung) {
        this.rung = rung;
        this.images = RolloutImages.on(rung);
    }

    @BeforeEach
    void start() {
        client = new TestClient(rung.baseUrl());
        namespace = Rung.Namespace.create(client);
        deployments = namespace.path("deployments");
        pods = namespace.path("v1/pods");
        if (!rung.hasControllers()) {
            controller = Optional.of(RolloutController.start(RolloutOptions.of(rung.baseUrl())));
        }
    }

    @AfterEach
    void stop() {
        controller.ifPresent(RolloutController::close);
        namespace.close();
        client.close();
    }

    @Test
    void movesADeploymentToItsNextImage() {
        client.post(deployments, deployment("web", images.of("shop/web:1")));
        client.await(deployments, rolledOut("web"));

        var digest = images.digest("shop/web", "1");
        client.jsonPatch(deployments + "/web", image(images.of("shop/web:1") + "@" + digest));
        var done = client.await(deployments, rolledOut("web"));

        assertThat(Trees.number(done, 0, "metadata", "generation")).isEqualTo(2);
        var pod =
                client.await(pods, it -> imageId(it).equals(images.of("shop/web") + "@" + digest));
        assertThat(Trees.text(pod, "status", "phase")).isEqualTo("Running");
        if (rung.hasControllers()) {
            // They count no longer what is being deleted.
            awaitThat(() -> namespace.names(pods).size() == 1);
        }
        assertThat(namespace.names(pods)).hasSize(1);
        assertThat(Trees.listAt(client.get(namespace.path("replicasets")).body(), "items"))
                .hasSize(2);
    }

    @Test
    void leavesTheOldPodsWhenTheNewImageIsMissing() {
        client.post(deployments, deployment("web", images.of("shop/web:1")));
        client.await(deployments, rolledOut("web"));

        client.jsonPatch(deployments + "/web", image(images.of("shop/missing:1")));
        var stuck = client.await(pods, it -> it.toString().contains("ImagePullBackOff"));

        assertThat(Trees.text(stuck, "status", "phase")).isEqualTo("Pending");
        var half = client.await(deployments, it -> Trees.number(it, 0, "status", "replicas") == 2);
        assertThat(Trees.number(half, 0, "status", "readyReplicas")).isEqualTo(1);
        assertThat(half.toString()).contains("ReplicaSetUpdated");
    }

    @Test
    void waitsWhileADeploymentIsPaused() {
        client.post(deployments, deployment("web", images.of("shop/web:1")));
        client.await(deployments, rolledOut("web"));
        client.merge(deployments + "/web", "{\"spec\":{\"paused\":true}}");

        client.jsonPatch(deployments + "/web", image(images.of("shop/web:2")));
        client.await(
                deployments, it -> it.toString().contains("DeploymentPaused") && isObserved(it));
        var sets = Trees.listAt(client.get(namespace.path("replicasets")).body(), "items");
        client.merge(deployments + "/web", "{\"spec\":{\"paused\":null}}");

        assertThat(sets).hasSize(1);
        client.await(pods, it -> it.toString().contains("\"image\":\"" + images.of("shop/web:2")));
    }

    @Test
    void replacesAPodThatWasEvicted() {
        client.post(deployments, deployment("web", images.of("shop/web:1")));
        var first = client.await(pods, it -> Trees.text(it, "status", "phase").equals("Running"));
        var name = Trees.text(first, "metadata", "name");

        client.post(
                pods + "/" + name + "/eviction",
                "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"%s\"}}"
                        .formatted(name));

        client.await(pods, it -> !Trees.text(it, "metadata", "name").equals(name));
    }

    @Test
    void movesAStatefulSetDownToItsPartition() {
        client.post(namespace.path("statefulsets"), statefulSet("db", 1));
        client.await(
                namespace.path("statefulsets"),
                it -> Trees.number(it, 0, "status", "readyReplicas") == 2);

        client.jsonPatch(namespace.path("statefulsets") + "/db", image(images.of("shop/db:2")));
        var done =
                client.await(
                        namespace.path("statefulsets"),
                        it ->
                                isObserved(it)
                                        && Trees.number(it, 0, "status", "updatedReplicas") == 1
                                        && Trees.number(it, 0, "status", "readyReplicas") == 2);

        assertThat(Trees.text(done, "status", "currentRevision"))
                .isNotEqualTo(Trees.text(done, "status", "updateRevision"));
        var first = client.get(pods + "/db-0").text("metadata", "uid");
        client.delete(pods + "/db-0");
        var again =
                client.await(
                        pods,
                        it ->
                                Trees.text(it, "metadata", "name").equals("db-0")
                                        && !Trees.text(it, "metadata", "uid").equals(first)
                                        && Trees.text(it, "status", "phase").equals("Running"));
        assertThat(again.toString()).contains("\"image\":\"" + images.of("shop/db:1"));
    }

    @Test
    void replacesPodsOfAnOnDeleteDaemonSetOnlyWhenTheyAreDeleted() {
        var body =
                deployment("agent", images.of("shop/agent:1"))
                        .replace("\"Deployment\"", "\"DaemonSet\"")
                        .replace(
                                "\"spec\":{\"sel",
                                "\"spec\":{\"updateStrategy\":{\"type\":\"OnDelete\"},\"sel");
        client.post(namespace.path("daemonsets"), body);
        var pod = client.await(pods, it -> Trees.text(it, "status", "phase").equals("Running"));

        client.jsonPatch(namespace.path("daemonsets") + "/agent", image(images.of("shop/agent:2")));
        client.await(
                namespace.path("daemonsets"),
                it ->
                        isObserved(it)
                                && Trees.number(it, 0, "metadata", "generation") == 2
                                && Trees.number(it, 0, "status", "updatedNumberScheduled") == 0);
        assertThat(client.get(pods + "/" + Trees.text(pod, "metadata", "name")).code())
                .isEqualTo(200);
        client.delete(pods + "/" + Trees.text(pod, "metadata", "name"));

        client.await(
                pods, it -> it.toString().contains("\"image\":\"" + images.of("shop/agent:2")));
    }

    private String statefulSet(String name, int partition) {
        return deployment(name, images.of("shop/" + name + ":1"))
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
