// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.pushwire.testing.RealControlPlane;

import okhttp3.Response;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A real kube-apiserver takes every built-in object: its defaults, its validation and its
/// admission are run, and nothing is kept.
class ServerSideDryRunIT {

    private static ApiClient client = new ApiClient();
    private static final Map<String, String> PATHS = new TreeMap<>();

    static List<String> valueSets() {
        return Chart.valueSets();
    }

    static List<String> overlays() {
        return Kustomize.overlays();
    }

    @BeforeAll
    static void connect() throws IOException {
        String existing = System.getenv("PUSHWIRE_TEST_KUBECONFIG");
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        boolean present = existing != null && !existing.isBlank();
        assumeTrue(
                present || (assets != null && !assets.isBlank()),
                () -> {
                    System.out.println(
                            "SKIPPED ServerSideDryRunIT: neither PUSHWIRE_TEST_KUBECONFIG nor"
                                    + " KUBEBUILDER_ASSETS is set");
                    return "kube-apiserver";
                });
        String kubeconfig =
                present
                        ? Files.readString(Path.of(existing))
                        : RealControlPlane.start(Path.of(assets)).kubeconfig();
        client =
                ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(new StringReader(kubeconfig)))
                        .build();
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void takesWhatTheChartRenders(String valueSet) throws IOException {
        applyAll(Chart.of(valueSet));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void takesAnOverlay(String overlay) throws IOException {
        applyAll(Kustomize.overlay(ServerSideDryRunIT.class, overlay));
    }

    /// The dry run is one that can fail, by what only an API server knows.
    @Test
    void refusesWhatOnlyTheServerKnows() throws IOException {
        String broken =
                """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: a, namespace: default}
                spec: {rules: [{http: {paths: [{path: hooks, pathType: Prefix, backend: {service: {name: a, port: {name: http}}}}]}}]}
                """;

        Answer answer = apply(Manifest.all(broken).getFirst(), "default");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("must be an absolute path");
    }

    private static void applyAll(List<Manifest> manifests) throws IOException {
        assertThat(manifests).isNotEmpty();
        for (Manifest manifest : manifests) {
            if (Kubernetes.isBuiltIn(manifest)) {
                // What is not kept cannot hold anything: the namespace is one that is there.
                Answer answer = apply(manifest, "default");
                assertThat(answer.status()).as(manifest + ": " + answer.body()).isBetween(200, 201);
            }
        }
    }

    private record Answer(int status, String body) {}

    private static Answer apply(Manifest manifest, String namespace) throws IOException {
        var json = manifest.json().deepCopy();
        boolean namespaced = !manifest.namespace().isEmpty();
        if (namespaced) {
            json.getAsJsonObject("metadata").addProperty("namespace", namespace);
        }
        String path =
                group(manifest)
                        + (namespaced ? "/namespaces/" + namespace : "")
                        + "/"
                        + plural(manifest)
                        + "/"
                        + manifest.name()
                        + "?dryRun=All&fieldManager=test&force=true&fieldValidation=Strict";
        return call("PATCH", path, json.toString());
    }

    private static String group(Manifest manifest) {
        return (manifest.apiVersion().contains("/") ? "/apis/" : "/api/") + manifest.apiVersion();
    }

    private static String plural(Manifest manifest) throws IOException {
        String key = group(manifest) + " " + manifest.kind();
        if (!PATHS.containsKey(key)) {
            Answer list = call("GET", group(manifest), null);
            for (JsonElement resource :
                    JsonParser.parseString(list.body())
                            .getAsJsonObject()
                            .getAsJsonArray("resources")) {
                String name = resource.getAsJsonObject().get("name").getAsString();
                if (!name.contains("/")) {
                    String kind = resource.getAsJsonObject().get("kind").getAsString();
                    PATHS.put(group(manifest) + " " + kind, name);
                }
            }
        }
        return PATHS.getOrDefault(key, "unknown");
    }

    private static Answer call(String method, String path, @Nullable String body)
            throws IOException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
        if (body != null) {
            headers.put("Content-Type", "application/apply-patch+yaml");
        }
        try (Response response =
                client.buildCall(
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
                                null)
                        .execute()) {
            return new Answer(response.code(), response.body().string());
        } catch (ApiException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }
}
