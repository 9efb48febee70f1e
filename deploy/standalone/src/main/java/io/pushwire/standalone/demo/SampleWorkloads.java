// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.List;

/// Three workloads, two of which use the image: one as its container, one as its init container.
///
/// @param namespace where they are
/// @param image what two of them use
record SampleWorkloads(ClusterApi cluster, String namespace, String image) {

    static final int COUNT = 3;
    static final String INIT = "migrate";
    static final String REPORT_IMAGE = "docker.io/library/busybox:1.37";

    // Set by Kubernetes' own controller some time after an object was made.
    private static final String REVISION = "deployment.kubernetes.io/revision";

    void create() throws IOException, DemoFailedException {
        cluster.create(deployments(), deployment("web", image));
        cluster.create(deployments(), deployment("db", "docker.io/library/postgres:17"));
        cluster.create(cronJobs(), nightly());
    }

    String webImage() throws IOException, DemoFailedException {
        return cluster.get(deployments() + "/web")
                .at("/spec/template/spec/containers/0/image")
                .asText();
    }

    String nightlyInitImage() throws IOException, DemoFailedException {
        return nightlyPod().at("/initContainers/0/image").asText();
    }

    String nightlyImage() throws IOException, DemoFailedException {
        return nightlyPod().at("/containers/0/image").asText();
    }

    private JsonNode nightlyPod() throws IOException, DemoFailedException {
        return cluster.get(cronJobs() + "/nightly").at("/spec/jobTemplate/spec/template/spec");
    }

    /// All of it that a client could have written: two of these differ if anybody did.
    String db() throws IOException, DemoFailedException {
        var db = (ObjectNode) cluster.get(deployments() + "/db");
        db.remove("status");
        var metadata = (ObjectNode) db.get("metadata");
        metadata.remove(List.of("resourceVersion", "managedFields"));
        if (metadata.get("annotations") instanceof ObjectNode annotations) {
            annotations.remove(REVISION);
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
        return db.toString();
    }

    private String deployments() {
        return "/apis/apps/v1/namespaces/" + namespace + "/deployments";
    }

    private String cronJobs() {
        return "/apis/batch/v1/namespaces/" + namespace + "/cronjobs";
    }

    private static String deployment(String name, String image) {
        return """
        {"apiVersion": "apps/v1", "kind": "Deployment",
         "metadata": {"name": "%1$s", "labels": {"app": "%1$s"}},
         "spec": {
           "replicas": 1,
           "selector": {"matchLabels": {"app": "%1$s"}},
           "template": {
             "metadata": {"labels": {"app": "%1$s"}},
             "spec": {"containers": [{"name": "%1$s", "image": "%2$s"}]}}}}
        """
                .formatted(name, image);
    }

    private String nightly() {
        return """
        {"apiVersion": "batch/v1", "kind": "CronJob",
         "metadata": {"name": "nightly", "labels": {"app": "nightly"}},
         "spec": {
           "schedule": "17 3 * * *",
           "jobTemplate": {"spec": {"template": {"spec": {
             "restartPolicy": "Never",
             "initContainers": [{"name": "%s", "image": "%s"}],
             "containers": [{"name": "report", "image": "%s"}]}}}}}}
        """
                .formatted(INIT, image, REPORT_IMAGE);
    }
}
