// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.process.ChildProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The sandbox cluster, for machines without a kube-apiserver. What one stored is gone with it.
public final class SandboxClusters implements Clusters {

    // It holds whole objects, as trees.
    private static final String MEMORY = "-Xmx1500m";

    private final Artifacts artifacts;
    private final Path directory;

    public SandboxClusters(Artifacts artifacts, Path directory) {
        this.artifacts = artifacts;
        this.directory = directory;
    }

    @Override
    public String title() {
        return "the sandbox cluster; KUBEBUILDER_ASSETS names no kube-apiserver and etcd";
    }

    @Override
    public ApiServerProcess start(String name) throws IOException, InterruptedException {
        Path kubeconfig = directory.resolve(name + ".kubeconfig");
        Files.deleteIfExists(kubeconfig);
        int port = ChildProcess.freePort();
        var builder =
                new ProcessBuilder(
                        artifacts.launcher().toString(),
                        "sandbox-cluster",
                        "--port",
                        String.valueOf(port),
                        "--no-rollouts",
                        "--write-kubeconfig",
                        kubeconfig.toString());
        builder.environment().put("PUSHWIRE_JAR", artifacts.jar().toString());
        builder.environment().put("JAVA_OPTS", MEMORY);
        ChildProcess server =
                ChildProcess.start(
                        "the sandbox cluster", builder, directory.resolve("sandbox.log"));
        server.await(() -> Files.exists(kubeconfig) && Files.size(kubeconfig) > 0);
        return new Running(server, kubeconfig);
    }

    @Override
    public void close() {
        // Each has its own process.
    }

    private static final class Running implements ApiServerProcess {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final ChildProcess server;
        private final Path kubeconfig;
        private final KubeClient client;
        private long last;

        Running(ChildProcess server, Path kubeconfig) throws IOException {
            this.server = server;
            this.kubeconfig = kubeconfig;
            this.client = new KubeClient(kubeconfig);
        }

        @Override
        public Path kubeconfig() {
            return kubeconfig;
        }

        @Override
        public List<Write> writes() throws IOException {
            JsonNode journal =
                    JSON.readTree(client.send("GET", "/sandbox/journal?since=" + last, "").body());
            var writes = new ArrayList<Write>();
            for (JsonNode entry : journal.get("entries")) {
                last = entry.get("number").asLong();
                if (entry.get("verb").asText().equals("patch")) {
                    writes.add(
                            new Write(
                                    entry.get("name").asText(),
                                    Instant.parse(entry.get("received").asText()),
                                    Instant.parse(entry.get("time").asText()),
                                    entry.get("code").asInt()));
                }
            }
            return writes;
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
