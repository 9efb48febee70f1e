// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import io.pushwire.testing.Eventually;

import java.util.Optional;
import java.util.function.Predicate;

/// Pods in one namespace of the test cluster that no node runs: the test says what they run. Those
/// of workloads are made by the cluster's own controllers where they run, else by the test, with
/// what stands between the two.
final class NodelessPods {

    /// A field of a pod's spec, after a comma: no scheduler binds it to a node, which would say
    /// itself what it runs.
    static final String UNSCHEDULED = ",\"schedulerName\":\"none\"";

    private static final String PODS = "v1/pods";
    private static final String REPLICA_SETS = "apps/v1/replicasets";
    private static final String JOBS = "batch/v1/jobs";

    private final TestCluster api;
    private final String namespace;
    private int created;

    NodelessPods(TestCluster api, String namespace) {
        this.api = api;
        this.namespace = namespace;
    }

    /// This one, and not its successor of the same name.
    record Pod(String name, String uid) {}

    /// The pod of a Deployment with one replica.
    ///
    /// @param imageId what its node says that it runs
    Pod ofDeployment(String name, String imageId) {
        Pod pod =
                api.hasControllers()
                        ? await(labelled(name))
                        : make(name, name + "-" + ++created, replicaSet(name));
        run(pod, imageId);
        return pod;
    }

    /// The pod of a Job that a CronJob has made before its time.
    Pod ofCronJob(String name, String imageId) {
        JsonObject job = job(name);
        Pod pod =
                api.hasControllers()
                        ? await(labelled(name))
                        : make(name, name + "-" + ++created, owner("batch/v1", "Job", job));
        run(pod, imageId);
        return pod;
    }

    /// A pod of a StatefulSet, which wants that many.
    Pod ofStatefulSet(String name, int ordinal, String imageId) {
        String podName = name + "-" + ordinal;
        Pod pod =
                api.hasControllers()
                        ? await(named(podName))
                        : make(
                                name,
                                podName,
                                owner(
                                        "apps/v1",
                                        "StatefulSet",
                                        api.get(SyncRig.STATEFUL_SETS, namespace, name)));
        run(pod, imageId);
        return pod;
    }

    /// A pod of nobody.
    Pod bare(String name, String image, String imageId) {
        Pod pod = create(name, image, "");
        run(pod, imageId);
        return pod;
    }

    void run(Pod pod, String imageId) {
        status(
                pod,
                "{\"phase\":\"Running\",\"containerStatuses\":[{\"name\":\"app\",\"image\":\"x\",\"imageID\":\"%s\",\"ready\":true,\"restartCount\":0,\"started\":true,\"state\":{\"running\":{\"startedAt\":\"2026-11-01T12:00:00Z\"}}}]}"
                        .formatted(imageId));
    }

    void cannotPull(Pod pod, String message) {
        status(
                pod,
                "{\"phase\":\"Pending\",\"containerStatuses\":[{\"name\":\"app\",\"image\":\"x\",\"imageID\":\"\",\"ready\":false,\"restartCount\":0,\"started\":false,\"state\":{\"waiting\":{\"reason\":\"ImagePullBackOff\",\"message\":\"%s\"}}}]}"
                        .formatted(message));
    }

    /// Whether it is there, neither deleted nor replaced.
    boolean isThere(Pod pod) {
        return find(it -> uid(it).equals(pod.uid())).isPresent();
    }

    /// Where controllers run, waits for the pod that they put in its place.
    ///
    /// @param imageId what that one runs from then on
    void replaced(Pod gone, String imageId) {
        if (api.hasControllers()) {
            run(await(named(gone.name()).and(it -> !uid(it).equals(gone.uid()))), imageId);
        }
    }

    private Pod await(Predicate<JsonObject> wanted) {
        return Eventually.get(() -> find(wanted));
    }

    private Optional<Pod> find(Predicate<JsonObject> wanted) {
        return api
                .send("GET", TestCluster.path(PODS, namespace, ""), null)
                .getAsJsonArray("items")
                .asList()
                .stream()
                .map(JsonElement::getAsJsonObject)
                .filter(wanted)
                .findFirst()
                .map(NodelessPods::identity);
    }

    private static Predicate<JsonObject> labelled(String app) {
        return pod -> {
            JsonObject labels = pod.getAsJsonObject("metadata").getAsJsonObject("labels");
            return labels != null
                    && labels.has("app")
                    && labels.get("app").getAsString().equals(app);
        };
    }

    private static Predicate<JsonObject> named(String name) {
        return pod -> name(pod).equals(name);
    }

    private Pod make(String app, String name, String owner) {
        return create(
                name,
                "127.0.0.1:1/not/looked/at:1",
                ",\"labels\":{\"app\":\"%s\"},\"ownerReferences\":[%s]".formatted(app, owner));
    }

    private Pod create(String name, String image, String metadata) {
        api.create(
                PODS,
                namespace,
                """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s"%s},
                 "spec":{"terminationGracePeriodSeconds":0,"automountServiceAccountToken":false,
                   "containers":[{"name":"app","image":"%s","imagePullPolicy":"Always"}]%s}}
                """
                        .formatted(name, metadata, image, UNSCHEDULED));
        return identity(api.get(PODS, namespace, name));
    }

    private void status(Pod pod, String status) {
        api.mergeStatus(PODS, namespace, pod.name(), "{\"status\":" + status + "}");
    }

    /// A ReplicaSet of the Deployment.
    ///
    /// @return the reference to it
    private String replicaSet(String deployment) {
        String name = deployment + "-" + ++created;
        JsonObject owner = api.get(SyncRig.DEPLOYMENTS, namespace, deployment);
        api.create(
                REPLICA_SETS,
                namespace,
                """
                {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"%1$s","labels":{"app":"%2$s"},"ownerReferences":[%3$s]},
                 "spec":{"selector":{"matchLabels":{"app":"%2$s"}},"template":{"metadata":{"labels":{"app":"%2$s"}},
                   "spec":{"containers":[{"name":"app","image":"x"}]}}}}
                """
                        .formatted(name, deployment, owner("apps/v1", "Deployment", owner)));
        return owner("apps/v1", "ReplicaSet", api.get(REPLICA_SETS, namespace, name));
    }

    private JsonObject job(String cronJob) {
        String name = cronJob + "-" + ++created;
        JsonObject owner = api.get(SyncRig.CRON_JOBS, namespace, cronJob);
        api.create(
                JOBS,
                namespace,
                """
                {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"%s","ownerReferences":[%s]},
                 "spec":{"template":{"metadata":{"labels":{"app":"%s"}},
                   "spec":{"restartPolicy":"Never","containers":[{"name":"app","image":"x"}]%s}}}}
                """
                        .formatted(
                                name, owner("batch/v1", "CronJob", owner), cronJob, UNSCHEDULED));
        return api.get(JOBS, namespace, name);
    }

    private static String owner(String apiVersion, String kind, JsonObject controller) {
        return "{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"name\":\"%s\",\"uid\":\"%s\",\"controller\":true}"
                .formatted(apiVersion, kind, name(controller), uid(controller));
    }

    private static Pod identity(JsonObject pod) {
        return new Pod(name(pod), uid(pod));
    }

    private static String name(JsonObject object) {
        return object.getAsJsonObject("metadata").get("name").getAsString();
    }

    private static String uid(JsonObject object) {
        return object.getAsJsonObject("metadata").get("uid").getAsString();
    }
}
