// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;

import okhttp3.Response;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Plain JSON calls to an API server, a sandbox or a real one: create, get, delete.
final class ClusterApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ApiClient client;

    private ClusterApi(ApiClient client) {
        this.client = client;
    }

    static ClusterApi of(Path kubeconfig) throws IOException {
        try (Reader text = Files.newBufferedReader(kubeconfig)) {
            KubeConfig config = KubeConfig.loadKubeConfig(text);
            config.setFile(kubeconfig.toFile());
            return new ClusterApi(ClientBuilder.kubeconfig(config).setReadTimeout(ANSWER).build());
        }
    }

    void create(String path, String manifest) throws IOException, DemoFailedException {
        call("POST", path, manifest);
    }

    JsonNode get(String path) throws IOException, DemoFailedException {
        return call("GET", path, null);
    }

    void delete(String path) throws IOException, DemoFailedException {
        call("DELETE", path, null);
    }

    private JsonNode call(String method, String path, @Nullable String body)
            throws IOException, DemoFailedException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
        if (body != null) {
            headers.put("Content-Type", "application/json");
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
            String answer = response.body().string();
            if (!response.isSuccessful()) {
                throw new DemoFailedException(
                        "Tried to %s %s but the API server answered %d %s"
                                .formatted(method, path, response.code(), message(answer)));
            }
            return JSON.readTree(answer);
        } catch (ApiException unbuildable) {
            throw new DemoFailedException(
                    "Tried to %s %s but %s".formatted(method, path, unbuildable.getMessage()),
                    unbuildable);
        }
    }

    /// What a Status says to people.
    private static String message(String answer) {
        try {
            return JSON.readTree(answer).path("message").asText(answer);
        } catch (JsonProcessingException noStatus) {
            return answer;
        }
    }
}
