// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.pushwire.bench.cluster.KubeClient;
import io.pushwire.bench.cluster.Parallel;
import io.pushwire.image.ImageTag;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The workloads of a cluster as its API server has them.
record Population(KubeClient client, Fleet fleet) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;
    private static final int NOT_FOUND = 404;

    boolean exists() throws IOException {
        int last = fleet.size() - 1;
        String path = Fleet.collection(last) + "/" + Fleet.name(last);
        return client.send("GET", path, "").code() != NOT_FOUND;
    }

    void create() throws IOException, InterruptedException {
        for (String namespace : Fleet.namespaces()) {
            create(
                    "/api/v1/namespaces",
                    "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\"}}"
                            .formatted(namespace));
        }
        Parallel.run(
                SyncerPlan.PARALLEL_WRITES,
                0,
                fleet.size(),
                () -> number -> create(Fleet.collection(number), fleet.manifest(number)));
    }

    private void create(String path, String manifest) throws IOException {
        KubeClient.Answer answer = client.send("POST", path, manifest);
        if (!answer.isGood()) {
            throw new IOException(
                    "the API server answered %d to a POST to %s: %s"
                            .formatted(answer.code(), path, answer.body()));
        }
    }

    /// What is not as it should be, a sentence each: every container has the digest that was pushed
    /// last, every other image is as it was made.
    List<String> faults(Pushes pushes) throws IOException {
        var faults = new ArrayList<String>();
        int found = 0;
        String next = "";
        do {
            String path = "/apis/apps/v1/deployments?limit=" + PAGE + "&continue=" + next;
            JsonNode page = JSON.readTree(client.send("GET", path, "").body());
            for (JsonNode item : page.at("/items")) {
                found++;
                faults.addAll(faults(item, pushes));
            }
            next = page.at("/metadata/continue").asText();
        } while (!next.isEmpty());
        if (found != fleet.size()) {
            faults.add("there are %d workloads instead of %d".formatted(found, fleet.size()));
        }
        return faults;
    }

    private List<String> faults(JsonNode item, Pushes pushes) {
        String name = item.at("/metadata/name").asText();
        int number = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        List<String> images = fleet.images(number);
        var faults = new ArrayList<String>();
        for (int i = 0; i < images.size(); i++) {
            String written = images.get(i);
            String expected =
                    ImageTag.parse(written)
                            .flatMap(pushes::newest)
                            .map(digest -> written + "@" + digest)
                            .orElse(written);
            String image = item.at("/spec/template/spec/containers/" + i + "/image").asText();
            if (!image.equals(expected)) {
                faults.add("%s has %s instead of %s".formatted(name, image, expected));
            }
        }
        return faults;
    }
}
