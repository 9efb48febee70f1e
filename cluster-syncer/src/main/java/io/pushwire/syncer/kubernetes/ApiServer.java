// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.Pair;

import okhttp3.Call;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Plain calls over client-java's connection: its TLS, its credentials and their refresh, none of
/// its models.
///
/// @param lists for lists and watches, which may be silent for long
/// @param writes for everything that must be answered soon
record ApiServer(ApiClient lists, ApiClient writes) {

    /// Whose changes ours are.
    static final String FIELD_MANAGER = "pushwire";

    private static final String JSON = "application/json";

    Call list(String path, Map<String, String> query) throws ApiException {
        return call(lists, "GET", path, query, null, JSON);
    }

    Call read(String path) throws ApiException {
        return call(writes, "GET", path, Map.of(), null, JSON);
    }

    Call read(String path, Map<String, String> query) throws ApiException {
        return call(writes, "GET", path, query, null, JSON);
    }

    Call create(String path, String body) throws ApiException {
        return call(writes, "POST", path, Map.of(), body, JSON);
    }

    Call jsonPatch(String path, String body) throws ApiException {
        return call(
                writes,
                "PATCH",
                path,
                Map.of("fieldManager", FIELD_MANAGER),
                body,
                "application/json-patch+json");
    }

    /// What a patch would come to; nothing is written.
    Call dryJsonPatch(String path, String body) throws ApiException {
        return call(
                writes,
                "PATCH",
                path,
                Map.of("fieldManager", FIELD_MANAGER, "dryRun", "All"),
                body,
                "application/json-patch+json");
    }

    /// Ends the connections that are idle, and with them the threads that read from them.
    void disconnect() {
        lists.getHttpClient().connectionPool().evictAll();
        writes.getHttpClient().connectionPool().evictAll();
    }

    private static Call call(
            ApiClient client,
            String method,
            String path,
            Map<String, String> query,
            @Nullable String body,
            String contentType)
            throws ApiException {
        List<Pair> parameters = new ArrayList<>();
        query.forEach((name, value) -> parameters.add(new Pair(name, value)));
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", JSON);
        if (body != null) {
            headers.put("Content-Type", contentType);
        }
        return client.buildCall(
                null,
                path,
                method,
                parameters,
                List.of(),
                body == null ? null : body.getBytes(StandardCharsets.UTF_8),
                headers,
                Map.of(),
                Map.of(),
                new String[] {"BearerToken"},
                null);
    }
}
