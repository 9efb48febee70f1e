// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import io.pushwire.bench.cluster.KubeClient;
import io.pushwire.bench.cluster.Parallel;

import java.io.IOException;

/// Deployments of the year's inventory: what a replay decides about.
record RecordCluster(KubeClient client, Year year) {

    private static final int PARALLEL = 16;

    void create() throws IOException, InterruptedException {
        send(
                "/api/v1/namespaces",
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"bench\"}}");
        Parallel.run(
                PARALLEL,
                0,
                year.plan().deployments(),
                () ->
                        number ->
                                send(
                                        "/apis/apps/v1/namespaces/bench/deployments",
                                        manifest(spread(number))));
    }

    /// The one that uses the image in the middle of the year's is among them.
    private int spread(int number) {
        return (int) ((long) number * year.plan().workloads() / year.plan().deployments());
    }

    private void send(String path, String manifest) throws IOException {
        KubeClient.Answer answer = client.send("POST", path, manifest);
        if (!answer.isGood()) {
            throw new IOException(
                    "the API server answered %d to a POST to %s: %s"
                            .formatted(answer.code(), path, answer.body()));
        }
    }

    private String manifest(int which) {
        return """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},"spec":{
         "selector":{"matchLabels":{"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},
         "spec":{"containers":[{"name":"app","image":"%2$s"}]}}}}
        """
                .formatted(Year.workload(which).name(), year.image(year.usedBy(which)));
    }
}
