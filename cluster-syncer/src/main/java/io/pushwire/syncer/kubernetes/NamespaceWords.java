// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;

import io.kubernetes.client.openapi.ApiException;

import java.io.IOException;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the policy annotations of namespaces say, read once. The right to read them is optional.
final class NamespaceWords {

    private static final String ALL = "/api/v1/namespaces";

    private final ApiServer server;
    private final List<String> namespaces;
    private final List<String> missing = new ArrayList<>();

    /// @param namespaces the only ones; none for all of them
    NamespaceWords(ApiServer server, List<String> namespaces) {
        this.server = server;
        this.namespaces = namespaces;
    }

    /// @throws IllegalStateException if the API server does not answer
    Map<String, String> read() throws InterruptedException {
        var policies = new HashMap<String, String>();
        try {
            if (namespaces.isEmpty()) {
                var watched = new Watched<>(ALL, "namespaces", WatchedNamespace::read);
                new PagedList<>(server, watched)
                        .read(Map.of())
                        .items()
                        .forEach(it -> put(it, policies));
            }
            for (String namespace : namespaces) {
                read(namespace, policies);
            }
        } catch (ApiException failed) {
            if (failed.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw new IllegalStateException(StatusMessage.of(failed), failed);
            }
            missing.add(
                    "policies of namespaces are not read: that needs the verb list on namespaces");
        } catch (IOException | JsonParseException failed) {
            throw new IllegalStateException(KubernetesWorkloads.describe(failed), failed);
        }
        return policies;
    }

    /// Sentences about rights that are missing.
    List<String> missing() {
        return missing;
    }

    private void read(String namespace, Map<String, String> into)
            throws IOException, ApiException, InterruptedException {
        var answer =
                KubernetesWorkloads.send(
                        server.read(ALL + "/" + KindDefinition.segment(namespace)));
        switch (answer.code()) {
            case HttpURLConnection.HTTP_OK ->
                    put(
                            WatchedNamespace.read(new JsonReader(new StringReader(answer.body()))),
                            into);
            case HttpURLConnection.HTTP_NOT_FOUND ->
                    missing.add("there is no namespace " + namespace);
            case HttpURLConnection.HTTP_FORBIDDEN ->
                    missing.add(
                            "the policy of namespace %s is not read: that needs the verb get on namespaces"
                                    .formatted(namespace));
            default -> throw new ApiException(answer.code(), answer.problem());
        }
    }

    private static void put(WatchedNamespace namespace, Map<String, String> into) {
        namespace.policy().ifPresent(policy -> into.put(namespace.name(), policy));
    }
}
