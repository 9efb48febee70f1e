// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

import io.kubernetes.client.openapi.ApiException;

import java.io.IOException;
import java.util.Map;

/// Asks the cluster what the syncer itself may do, to tell a missing right from a refusal by
/// admission, which has the same status code.
final class AccessReview {

    private static final String PATH = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final Gson JSON = new Gson();

    private final ApiServer server;

    AccessReview(ApiServer server) {
        this.server = server;
    }

    /// A cluster that does not answer the question is taken to allow it.
    ///
    /// @param resource with its subresource, if it is about one: `pods/eviction`
    boolean may(String verb, String group, String resource, String namespace)
            throws IOException, ApiException, InterruptedException {
        int slash = resource.indexOf('/');
        String name = slash < 0 ? resource : resource.substring(0, slash);
        String subresource = slash < 0 ? "" : resource.substring(slash + 1);
        String review =
                JSON.toJson(
                        Map.of(
                                "apiVersion", "authorization.k8s.io/v1",
                                "kind", "SelfSubjectAccessReview",
                                "spec",
                                        Map.of(
                                                "resourceAttributes",
                                                Map.of(
                                                        "verb",
                                                        verb,
                                                        "group",
                                                        group,
                                                        "resource",
                                                        name,
                                                        "subresource",
                                                        subresource,
                                                        "namespace",
                                                        namespace))));
        KubernetesWorkloads.Answer answer = KubernetesWorkloads.send(server.create(PATH, review));
        if (answer.code() >= 300) {
            return true;
        }
        JsonObject status =
                JSON.fromJson(answer.body(), JsonObject.class).getAsJsonObject("status");
        return status == null || !status.has("allowed") || status.get("allowed").getAsBoolean();
    }
}
