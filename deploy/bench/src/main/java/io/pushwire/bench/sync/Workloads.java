// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.pushwire.bench.cluster.KubeClient;
import io.pushwire.bench.cluster.Parallel;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageReference;
import io.pushwire.image.ImageTag;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Deployments of one container, as a cluster has them.
///
/// @param namespace where they are
/// @param plan how many there are, of how many images
/// @param port where the registry is reached
record Workloads(KubeClient client, String namespace, SyncPlan plan, int port) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARALLEL = 16;
    private static final int PAGE = 500;

    void create() throws IOException, InterruptedException {
        send(
                "/api/v1/namespaces",
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\"}}"
                        .formatted(namespace));
        Parallel.run(
                PARALLEL,
                0,
                plan.workloads(),
                () -> number -> send(collection(), manifest(number)));
    }

    private String collection() {
        return "/apis/apps/v1/namespaces/" + namespace + "/deployments";
    }

    private void send(String path, String manifest) throws IOException {
        KubeClient.Answer answer = client.send("POST", path, manifest);
        if (!answer.isGood()) {
            throw new IOException(
                    "the API server answered %d to a POST to %s: %s"
                            .formatted(answer.code(), path, answer.body()));
        }
    }

    private String manifest(int number) {
        String name = "service-%04d".formatted(number);
        String image = LocalRegistry.tag(port, number % plan.images()).toString();
        return """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},"spec":{
         "selector":{"matchLabels":{"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},
         "spec":{"containers":[{"name":"app","image":"%2$s"}]}}}}
        """
                .formatted(name, image);
    }

    /// A sentence for each that does not have the digest that its tag has.
    List<String> faults(Map<String, Digest> pushed) throws IOException {
        var faults = new ArrayList<String>();
        int found = 0;
        String next = "";
        do {
            String path = collection() + "?limit=" + PAGE + "&continue=" + next;
            JsonNode page = JSON.readTree(client.send("GET", path, "").body());
            for (JsonNode item : page.at("/items")) {
                found++;
                String image = item.at("/spec/template/spec/containers/0/image").asText();
                String repository =
                        ImageReference.parse(image)
                                .flatMap(ImageReference::imageTag)
                                .map(ImageTag::repository)
                                .orElseThrow();
                Digest expected = Objects.requireNonNull(pushed.get(repository));
                if (!image.endsWith(":1.0@" + expected)) {
                    faults.add("there is %s instead of %s".formatted(image, expected));
                }
            }
            next = page.at("/metadata/continue").asText();
        } while (!next.isEmpty());
        if (found != plan.workloads()) {
            faults.add("there are %d workloads instead of %d".formatted(found, plan.workloads()));
        }
        return faults;
    }
}
