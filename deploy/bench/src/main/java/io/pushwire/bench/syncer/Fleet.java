// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.pushwire.bench.sending.Push;
import io.pushwire.image.ImageTag;

import java.util.List;
import java.util.stream.IntStream;

/// The workloads of a cluster: Deployments with five containers. The first two have images of their
/// own, the third one that its group shares, the last two images that all have.
///
/// @param size how many
/// @param group how many share the image of a group
record Fleet(int size, int group) {

    static final List<String> CONTAINERS = List.of("app", "worker", "proxy", "agent", "exporter");

    private static final int NAMESPACES = 10;
    private static final int TEAMS = 16;
    private static final int VARIABLES = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> namespaces() {
        return IntStream.range(0, NAMESPACES).mapToObj(Fleet::namespace).toList();
    }

    static String namespace(int number) {
        return "bench-" + number % NAMESPACES;
    }

    static String name(int number) {
        return "service-%05d".formatted(number);
    }

    static String collection(int number) {
        return "/apis/apps/v1/namespaces/" + namespace(number) + "/deployments";
    }

    /// The tag that only this workload uses.
    static ImageTag own(int number) {
        return new ImageTag(Push.REGISTRY, "team-" + number % TEAMS + "/" + name(number), "1.0");
    }

    /// The tag that the workloads of a group use.
    static ImageTag shared(int ofGroup) {
        return new ImageTag(Push.REGISTRY, "platform/proxy-%03d".formatted(ofGroup), "1.0");
    }

    int groups() {
        return size / group;
    }

    /// The images as they stand in the manifest, in the order of the containers.
    List<String> images(int number) {
        return List.of(
                own(number).toString(),
                "%s/team-%d/%s-worker:1.0".formatted(Push.REGISTRY, number % TEAMS, name(number)),
                shared(number / group).toString(),
                "quay.example.org/observability/agent:2.31.4",
                "docker.io/example/exporter:v1.8.0");
    }

    /// As large as manifests are.
    String manifest(int number) {
        ObjectNode root = JSON.createObjectNode();
        root.put("apiVersion", "apps/v1").put("kind", "Deployment");
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("name", name(number));
        labels(metadata.putObject("labels"), number);
        metadata.putObject("annotations")
                .put("example.com/owner", "team-" + number % TEAMS + "@example.com")
                .put("example.com/runbook", "https://runbooks.example.com/" + name(number));
        ObjectNode spec = root.putObject("spec");
        spec.put("replicas", 2);
        spec.putObject("selector").putObject("matchLabels").put("app", name(number));
        ObjectNode template = spec.putObject("template");
        labels(template.putObject("metadata").putObject("labels"), number);
        var containers = template.putObject("spec").putArray("containers");
        List<String> images = images(number);
        for (int i = 0; i < CONTAINERS.size(); i++) {
            container(containers.addObject(), CONTAINERS.get(i), images.get(i));
        }
        return root.toString();
    }

    private static void labels(ObjectNode labels, int number) {
        labels.put("app", name(number))
                .put("app.kubernetes.io/name", name(number))
                .put("app.kubernetes.io/part-of", "team-" + number % TEAMS)
                .put("app.kubernetes.io/version", "1.0");
    }

    private static void container(ObjectNode container, String name, String image) {
        container.put("name", name).put("image", image);
        var environment = container.putArray("env");
        for (int i = 0; i < VARIABLES; i++) {
            environment
                    .addObject()
                    .put("name", "VARIABLE_" + i)
                    .put("value", "https://service-" + i + ".example.internal:8443/path");
        }
        ObjectNode resources = container.putObject("resources");
        resources.putObject("requests").put("cpu", "100m").put("memory", "128Mi");
        resources.putObject("limits").put("memory", "256Mi");
    }
}
