// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.pushwire.sandbox.FaultProxy;
import io.pushwire.sandbox.Options;
import io.pushwire.sandbox.SandboxCluster;
import io.pushwire.sandbox.fault.Faults;
import io.pushwire.sandbox.journal.Journal;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.RealControlPlane;

import okhttp3.Call;
import okhttp3.Response;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The API server that the tests of this JVM run against, on the highest rung that the machine has:
/// the cluster of `PUSHWIRE_TEST_KUBECONFIG`, else kube-apiserver and etcd of `KUBEBUILDER_ASSETS`,
/// else the sandbox cluster. Always through the fault proxy, so that no rung lacks faults on
/// demand.
final class TestCluster {

    private static final Gson JSON = new Gson();
    private static @Nullable TestCluster shared;
    private static @Nullable TestCluster rolling;

    private final Path kubeconfig;
    private final FaultProxy proxy;
    private final ApiClient client;
    private final Rung rung;
    private final String server;
    private @Nullable Path restricted;

    private enum Rung {
        SANDBOX,
        /// kube-apiserver alone.
        BARE,
        /// With Kubernetes' own controllers.
        CLUSTER
    }

    /// @param server kubeconfig that leads to the API server itself
    private TestCluster(String server, Rung rung) {
        this.rung = rung;
        this.server = server;
        this.proxy = FaultProxy.start(server);
        String kubeconfig = proxy.kubeconfig();
        this.kubeconfig = file(kubeconfig);
        try {
            this.client =
                    ClientBuilder.kubeconfig(
                                    KubeConfig.loadKubeConfig(new StringReader(kubeconfig)))
                            .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static synchronized TestCluster shared() {
        if (shared == null) {
            shared = open();
        }
        return shared;
    }

    /// A cluster whose workloads get pods: the one of `PUSHWIRE_TEST_KUBECONFIG`, else a sandbox
    /// with a rollout controller.
    static synchronized TestCluster withRollouts() {
        String existing = System.getenv("PUSHWIRE_TEST_KUBECONFIG");
        if (existing != null && !existing.isBlank()) {
            return shared();
        }
        if (rolling == null) {
            say(
                    "Rollouts run on the sandbox cluster. SKIPPED with Kubernetes' own controllers:"
                            + " PUSHWIRE_TEST_KUBECONFIG names no cluster");
            rolling =
                    new TestCluster(
                            SandboxCluster.start(Options.defaults()).kubeconfig(), Rung.SANDBOX);
        }
        return rolling;
    }

    private static TestCluster open() {
        String existing = System.getenv("PUSHWIRE_TEST_KUBECONFIG");
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        if (existing != null && !existing.isBlank()) {
            say("Kubernetes ITs run against the cluster of " + existing);
            return new TestCluster(read(Path.of(existing)), Rung.CLUSTER);
        }
        if (assets != null && !assets.isBlank()) {
            say("Kubernetes ITs run against the kube-apiserver in " + assets);
            return new TestCluster(RealControlPlane.start(Path.of(assets)).kubeconfig(), Rung.BARE);
        }
        say(
                "Kubernetes ITs run against the sandbox cluster. SKIPPED on a real kube-apiserver:"
                        + " KUBEBUILDER_ASSETS names no folder with kube-apiserver and etcd");
        return new TestCluster(
                SandboxCluster.start(Options.defaults().rollouts(false)).kubeconfig(),
                Rung.SANDBOX);
    }

    /// Whether it is Kubernetes itself: admission, quotas and webhooks work.
    boolean isReal() {
        return rung != Rung.SANDBOX;
    }

    /// Whether Kubernetes' own controllers make the pods of workloads.
    boolean hasControllers() {
        return rung == Rung.CLUSTER;
    }

    /// What goes wrong on demand, on every rung.
    Faults faults() {
        return proxy.faults();
    }

    /// The writes of the syncer and of the tests, on every rung.
    Journal journal() {
        return proxy.journal();
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    /// The kubeconfig of the service account `pushwire/cluster-syncer`, which may do what roles
    /// allow it; empty where there is no RBAC.
    synchronized Optional<Path> restricted() {
        if (isReal() && restricted == null) {
            restricted = file(asAccount("pushwire", "cluster-syncer"));
        }
        return Optional.ofNullable(restricted);
    }

    /// The text of a kubeconfig that leads to the API server itself, with a token of the account as
    /// pods have it.
    private String asAccount(String namespace, String name) {
        String accounts = "/api/v1/namespaces/%s/serviceaccounts".formatted(namespace);
        makeUnlessThere("/api/v1/namespaces", named("Namespace", namespace));
        makeUnlessThere(accounts, named("ServiceAccount", name));
        String token =
                send(
                                "POST",
                                accounts + "/" + name + "/token",
                                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\",\"spec\":{}}")
                        .getAsJsonObject("status")
                        .get("token")
                        .getAsString();
        Map<String, Object> kubeconfig = new Yaml().load(server);
        Object user = Map.of("name", "account", "user", Map.of("token", token));
        Object current = Objects.requireNonNull(kubeconfig.get("current-context"));
        kubeconfig.put("users", List.of(user));
        kubeconfig.put("contexts", List.of(context(kubeconfig, current)));
        return new Yaml().dump(kubeconfig);
    }

    private static Object context(Map<String, Object> kubeconfig, Object name) {
        for (Object each : (List<?>) Objects.requireNonNull(kubeconfig.get("contexts"))) {
            if (each instanceof Map<?, ?> entry
                    && name.equals(entry.get("name"))
                    && entry.get("context") instanceof Map<?, ?> context) {
                Object cluster = Objects.requireNonNull(context.get("cluster"));
                return Map.of(
                        "name", name, "context", Map.of("cluster", cluster, "user", "account"));
            }
        }
        throw new AssertionError("there is no context " + name);
    }

    private static String named(String kind, String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"%s\",\"metadata\":{\"name\":\"%s\"}}"
                .formatted(kind, name);
    }

    private void makeUnlessThere(String path, String manifest) {
        Answer answer = answer("POST", path, "application/json", manifest);
        assertThat(answer.code()).isIn(201, 409);
    }

    /// Whether it may list these objects now.
    boolean mayList(String collection, String namespace) {
        String plural = collection.substring(collection.lastIndexOf('/') + 1);
        JsonObject review =
                send(
                        "POST",
                        "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                        """
                        {"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":{
                          "user":"system:serviceaccount:pushwire:cluster-syncer",
                          "resourceAttributes":{"verb":"list","group":"%s","resource":"%s","namespace":"%s"}}}
                        """
                                .formatted(
                                        collection.substring(0, collection.indexOf('/')),
                                        plural,
                                        namespace));
        return review.getAsJsonObject("status").get("allowed").getAsBoolean();
    }

    void post(String path, String manifest) {
        send("POST", path, manifest);
    }

    void delete(String path) {
        send("DELETE", path, null);
    }

    String createNamespace(String prefix) {
        String name = prefix + "-" + Long.toString(System.nanoTime(), 36);
        send(
                "POST",
                "/api/v1/namespaces",
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\"}}"
                        .formatted(name));
        return name;
    }

    void annotateNamespace(String name, String annotation, String value) {
        var patch = "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(annotation, value);
        send("MERGE", "/api/v1/namespaces/" + name, patch);
    }

    /// Serves a custom kind from now on, if it is not served yet.
    void define(String group, String version, String plural, String kind) {
        if (status("GET", "/apis/" + group + "/" + version) == HttpURLConnection.HTTP_NOT_FOUND) {
            send(
                    "POST",
                    "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                    """
                    {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
                     "metadata":{"name":"%1$s.%2$s"},
                     "spec":{"group":"%2$s","scope":"Namespaced","names":{"plural":"%1$s","singular":"%4$s","kind":"%5$s"},
                       "versions":[{"name":"%3$s","served":true,"storage":true,"subresources":{"status":{}},
                         "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
                    """
                            .formatted(
                                    plural, group, version, kind.toLowerCase(Locale.ROOT), kind));
        }
        String objects = "/apis/%s/%s/%s".formatted(group, version, plural);
        Eventually.eventually(
                () -> assertThat(status("GET", objects)).isEqualTo(HttpURLConnection.HTTP_OK));
    }

    void create(String collection, String namespace, String manifest) {
        send("POST", path(collection, namespace, ""), manifest);
    }

    /// A Deployment with one container, `app`.
    void createDeployment(String namespace, String name, String image) {
        create(
                "apps/v1/deployments",
                namespace,
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},
                 "spec":{"selector":{"matchLabels":{"app":"%1$s"}},
                   "template":{"metadata":{"labels":{"app":"%1$s"}},
                     "spec":{"containers":[{"name":"app","image":"%2$s","imagePullPolicy":"Always"}]}}}}
                """
                        .formatted(name, image));
    }

    /// A validating webhook for the Deployments of one namespace, at a port that is closed.
    ///
    /// @return takes it away again
    Runnable brokenWebhook(String namespace) {
        String configurations =
                "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
        send(
                "POST",
                configurations,
                """
                {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingWebhookConfiguration",
                 "metadata":{"name":"%1$s"},
                 "webhooks":[{"name":"policy.example.com","failurePolicy":"Fail","sideEffects":"None",
                   "admissionReviewVersions":["v1"],"timeoutSeconds":2,
                   "clientConfig":{"url":"https://127.0.0.1:9/validate"},
                   "namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"%1$s"}},
                   "rules":[{"apiGroups":["apps"],"apiVersions":["v1"],"operations":["UPDATE"],
                     "resources":["deployments"]}]}]}
                """
                        .formatted(namespace));
        return () -> send("DELETE", configurations + "/" + namespace, null);
    }

    JsonObject get(String collection, String namespace, String name) {
        return send("GET", path(collection, namespace, "/" + name), null);
    }

    void annotate(
            String collection, String namespace, String name, String annotation, String value) {
        var patch = "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(annotation, value);
        send("MERGE", path(collection, namespace, "/" + name), patch);
    }

    void delete(String collection, String namespace, String name) {
        send("DELETE", path(collection, namespace, "/" + name), null);
    }

    void merge(String collection, String namespace, String name, String patch) {
        send("MERGE", path(collection, namespace, "/" + name), patch);
    }

    void mergeStatus(String collection, String namespace, String name, String patch) {
        send("MERGE", path(collection, namespace, "/" + name + "/status"), patch);
    }

    boolean exists(String collection, String namespace, String name) {
        return status("GET", path(collection, namespace, "/" + name)) == HttpURLConnection.HTTP_OK;
    }

    /// How often the spec was changed, as the API server counts: 1 after the creation.
    long generation(String collection, String namespace, String name) {
        return get(collection, namespace, name)
                .getAsJsonObject("metadata")
                .get("generation")
                .getAsLong();
    }

    /// @param rest what follows the collection: `/web`, `/web/scale`
    static String path(String collection, String namespace, String rest) {
        int plural = collection.lastIndexOf('/');
        return (collection.startsWith("v1/") ? "/api/" : "/apis/")
                + collection.substring(0, plural)
                + "/namespaces/"
                + namespace
                + collection.substring(plural)
                + rest;
    }

    private int status(String method, String path) {
        return answer(method, path, "application/json", null).code();
    }

    /// @param method `MERGE` for a merge patch
    JsonObject send(String method, String path, @Nullable String body) {
        boolean merge = method.equals("MERGE");
        Answer answer =
                answer(
                        merge ? "PATCH" : method,
                        path,
                        merge ? "application/merge-patch+json" : "application/json",
                        body);
        if (!answer.isSuccess()) {
            throw new AssertionError(
                    method + " " + path + " -> " + answer.code() + " " + answer.body());
        }
        return JSON.fromJson(answer.body(), JsonObject.class);
    }

    /// What the API server says, a refusal too.
    Answer answer(String method, String path, String contentType, @Nullable String body) {
        try (Response response = call(method, path, contentType, body).execute()) {
            return new Answer(response.code(), response.body().string());
        } catch (IOException | ApiException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    /// @param code of HTTP
    record Answer(int code, String body) {
        boolean isSuccess() {
            return code / 100 == 2;
        }
    }

    private Call call(String method, String path, String contentType, @Nullable String body)
            throws ApiException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
        if (body != null) {
            headers.put("Content-Type", contentType);
        }
        return client.buildCall(
                null,
                path,
                method,
                List.of(),
                List.of(),
                body == null ? null : body.getBytes(StandardCharsets.UTF_8),
                headers,
                Map.of(),
                Map.of(),
                new String[] {"BearerToken"},
                null);
    }

    /// The images of a pod template: of its init containers, then of the others.
    static List<String> images(JsonObject podSpec) {
        var images = new JsonArray();
        for (String list : List.of("initContainers", "containers")) {
            if (podSpec.has(list)) {
                images.addAll(podSpec.getAsJsonArray(list));
            }
        }
        return images.asList().stream()
                .map(container -> container.getAsJsonObject().get("image").getAsString())
                .toList();
    }

    private static Path file(String kubeconfig) {
        try {
            Path file = Files.createTempFile("pushwire-test", ".kubeconfig");
            Files.writeString(file, kubeconfig);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
