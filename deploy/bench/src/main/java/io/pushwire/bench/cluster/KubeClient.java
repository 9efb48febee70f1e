// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.cluster;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;

import okhttp3.Response;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Plain calls over client-java's connection, as the syncer makes them.
public final class KubeClient {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final ApiClient client;

    public KubeClient(Path kubeconfig) throws IOException {
        try (Reader text = Files.newBufferedReader(kubeconfig)) {
            client =
                    ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(text))
                            .setReadTimeout(ANSWER)
                            .build();
        }
    }

    /// @param body as text
    public record Answer(int code, String body) {

        public boolean isGood() {
            return code >= 200 && code < 300;
        }
    }

    /// @param body of a PATCH: a JSON Patch; empty for none
    public Answer send(String method, String path, String body) throws IOException {
        boolean patch = method.equals("PATCH");
        String type = patch ? "application/json-patch+json" : "application/json";
        // The credentials are added to it.
        Map<String, String> headers =
                new HashMap<>(Map.of("Accept", "application/json", "Content-Type", type));
        try (Response response =
                client.buildCall(
                                null,
                                path,
                                method,
                                List.of(),
                                List.of(),
                                body.isEmpty() ? null : body.getBytes(StandardCharsets.UTF_8),
                                headers,
                                Map.of(),
                                Map.of(),
                                new String[] {"BearerToken"},
                                null)
                        .execute()) {
            return new Answer(response.code(), response.body().string());
        } catch (ApiException notMade) {
            throw new IOException(
                    "Tried to ask the API server but " + notMade.getMessage(), notMade);
        }
    }
}
