// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import io.pushwire.syncer.TestCluster.Answer;

import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Set;

/// What people's tools send to the API server to change the workload `web`, request for request.
/// The sandbox cluster has neither strategic merge nor server-side apply: there, requests of the
/// same effect stand in for them, bookkeeping included.
final class OtherTools {

    static final String NAME = "web";
    static final String DEPLOYMENTS = "apps/v1/deployments";

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    /// What `kubectl rollout undo` leaves as it is:
    /// https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollback.go
    private static final Set<String> NOT_UNDONE =
            Set.of(LAST_APPLIED, "deployment.kubernetes.io/revision");

    private final TestCluster api;
    private final String namespace;

    OtherTools(TestCluster api, String namespace) {
        this.api = api;
        this.namespace = namespace;
    }

    /// A manifest as it lies in somebody's repository.
    ///
    /// @param level an environment variable, something else than the image to change
    /// @param metadata labels and annotations; each before a comma
    JsonObject manifest(String image, String pullPolicy, int level, String metadata) {
        return JsonParser.parseString(
                        """
                        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{%5$s"name":"web","namespace":"%1$s"},
                         "spec":{"selector":{"matchLabels":{"app":"web"}},
                           "template":{"metadata":{"labels":{"app":"web"}},
                             "spec":{"containers":[{"name":"app","image":"%2$s","imagePullPolicy":"%3$s",
                               "env":[{"name":"LEVEL","value":"%4$d"}]}]}}}}
                        """
                                .formatted(namespace, image, pullPolicy, level, metadata))
                .getAsJsonObject();
    }

    /// `kubectl apply`; kubectl sends nothing where nothing differs, this sends it always.
    ///
    /// @param manager `kubectl-client-side-apply`, or as a tool calls itself
    void apply(JsonObject manifest, String manager) {
        JsonObject applied = manifest.deepCopy();
        JsonObject metadata = applied.getAsJsonObject("metadata");
        if (!metadata.has("annotations")) {
            metadata.add("annotations", new JsonObject());
        }
        metadata.getAsJsonObject("annotations").addProperty(LAST_APPLIED, manifest + "\n");
        if (!api.exists(DEPLOYMENTS, namespace, NAME)) {
            succeed("POST", "", manager, "application/json", applied);
            return;
        }
        String type = api.isReal() ? "strategic-merge-patch" : "merge-patch";
        succeed("PATCH", "/" + NAME, manager, "application/" + type + "+json", applied);
    }

    /// `kubectl apply --server-side`, Flux's kustomize-controller, Argo CD with `ServerSideApply`.
    ///
    /// @return the API server's answer; in the sandbox, which knows no conflicts, always success
    Answer applyServerSide(JsonObject manifest, String manager, boolean force) {
        if (api.isReal()) {
            return api.answer(
                    "PATCH",
                    path("/" + NAME) + "?fieldManager=%s&force=%s".formatted(manager, force),
                    "application/apply-patch+yaml",
                    manifest.toString());
        }
        if (!api.exists(DEPLOYMENTS, namespace, NAME)) {
            succeed("POST", "", manager, "application/json", manifest);
        }
        JsonObject applied = manifest.deepCopy();
        applied.getAsJsonObject("metadata").add("managedFields", bookkeeping(manager));
        succeed("PATCH", "/" + NAME, manager, "application/merge-patch+json", applied);
        return new Answer(HttpURLConnection.HTTP_OK, "");
    }

    private static JsonElement bookkeeping(String manager) {
        return JsonParser.parseString(
                """
                [{"manager":"%s","operation":"Apply","apiVersion":"apps/v1","time":"2026-11-01T12:00:00Z",
                  "fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:template":{"f:spec":{"f:containers":{
                    "k:{\\"name\\":\\"app\\"}":{".":{},"f:name":{},"f:image":{}}}}}}}}]
                """
                        .formatted(manager));
    }

    /// What a Deployment's controller keeps of it in the ReplicaSet of each revision.
    JsonObject revision() {
        return deployment();
    }

    /// `kubectl rollout undo deployment/web`: template and annotations of the revision's
    /// ReplicaSet.
    void undoTo(JsonObject revision) {
        var annotations = new JsonObject();
        annotations(revision)
                .asMap()
                .forEach((name, value) -> {
                    if (!NOT_UNDONE.contains(name)) {
                        annotations.add(name, value);
                    }
                });
        annotations(deployment())
                .asMap()
                .forEach((name, value) -> {
                    if (NOT_UNDONE.contains(name)) {
                        annotations.add(name, value);
                    }
                });
        var patch = new JsonArray();
        patch.add(replace("/spec/template", revision.getAsJsonObject("spec").get("template")));
        patch.add(replace("/metadata/annotations", annotations));
        succeed("PATCH", "/" + NAME, "kubectl-rollout", "application/json-patch+json", patch);
    }

    /// `kubectl rollout pause` and `resume`.
    void pause(boolean paused) {
        String type = api.isReal() ? "strategic-merge-patch" : "merge-patch";
        succeed(
                "PATCH",
                "/" + NAME,
                "kubectl-rollout",
                "application/" + type + "+json",
                JsonParser.parseString(
                        "{\"spec\":{\"paused\":%s}}".formatted(paused ? true : null)));
    }

    /// `kubectl scale`.
    void scale(int replicas) {
        succeed(
                "PATCH",
                "/" + NAME + "/scale",
                "kubectl",
                "application/merge-patch+json",
                JsonParser.parseString("{\"spec\":{\"replicas\":%d}}".formatted(replicas)));
    }

    /// A HorizontalPodAutoscaler: reads the scale, and updates it unless it was changed meanwhile.
    ///
    /// @return whether it got through
    boolean autoscale(int replicas) {
        JsonObject scale = api.send("GET", path("/" + NAME + "/scale"), null);
        scale.getAsJsonObject("spec").addProperty("replicas", replicas);
        Answer answer =
                api.answer(
                        "PUT",
                        path("/" + NAME + "/scale") + "?fieldManager=horizontal-pod-autoscaler",
                        "application/json",
                        scale.toString());
        if (!answer.isSuccess()) {
            assertThat(answer.code()).as(answer.body()).isEqualTo(HttpURLConnection.HTTP_CONFLICT);
        }
        return answer.isSuccess();
    }

    /// Patches of the syncers that the API server took.
    long pushwiresWrites() {
        return api.journal()
                .count(entry ->
                        entry.namespace().equals(namespace)
                                && entry.fieldManager().equals("pushwire")
                                && entry.resource().equals("deployments")
                                && entry.name().equals(NAME)
                                && entry.applied());
    }

    long generation() {
        return api.generation(DEPLOYMENTS, namespace, NAME);
    }

    String image() {
        return container().get("image").getAsString();
    }

    String level() {
        JsonObject variable = container().getAsJsonArray("env").get(0).getAsJsonObject();
        return variable.get("value").getAsString();
    }

    int replicas() {
        return deployment().getAsJsonObject("spec").get("replicas").getAsInt();
    }

    /// Of the object; empty where it has none.
    Map<String, JsonElement> annotations() {
        return annotations(deployment()).asMap();
    }

    private JsonObject container() {
        return deployment()
                .getAsJsonObject("spec")
                .getAsJsonObject("template")
                .getAsJsonObject("spec")
                .getAsJsonArray("containers")
                .get(0)
                .getAsJsonObject();
    }

    private JsonObject deployment() {
        return api.get(DEPLOYMENTS, namespace, NAME);
    }

    private static JsonObject annotations(JsonObject object) {
        JsonObject annotations = object.getAsJsonObject("metadata").getAsJsonObject("annotations");
        return annotations == null ? new JsonObject() : annotations;
    }

    private static JsonObject replace(String path, JsonElement value) {
        var operation = new JsonObject();
        operation.addProperty("op", "replace");
        operation.addProperty("path", path);
        operation.add("value", value);
        return operation;
    }

    private void succeed(
            String method, String rest, String manager, String contentType, JsonElement body) {
        Answer answer =
                api.answer(
                        method,
                        path(rest) + "?fieldManager=" + manager,
                        contentType,
                        body.toString());
        assertThat(answer.isSuccess()).as("%s", answer).isTrue();
    }

    private String path(String rest) {
        return TestCluster.path(DEPLOYMENTS, namespace, rest);
    }
}
