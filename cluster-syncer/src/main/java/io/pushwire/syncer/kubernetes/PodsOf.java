// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageReference;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The pods of one workload: those that its selector finds and that it, or a replica set of its
/// own, controls.
final class PodsOf {

    private static final Gson JSON = new Gson();
    private static final Set<String> BY_REPLICA_SETS = Set.of("Deployment", "Rollout");
    private static final int OK = 200;

    /// The code where the kind does not say which pods are its own.
    static final int NO_SELECTOR = -1;

    private final ApiServer server;
    private final KindDefinition kind;
    private final Workload workload;

    private final UnaryOperator<Set<Digest>> sameImage;

    /// @param sameImage the digests that mean the same image as these
    PodsOf(
            ApiServer server,
            KindDefinition kind,
            Workload workload,
            UnaryOperator<Set<Digest>> sameImage) {
        this.server = server;
        this.kind = kind;
        this.workload = workload;
        this.sameImage = sameImage;
    }

    record Pod(String name, String uid) {}

    /// Those that were made before the tag was settled and do not say that they run the digest: a
    /// later one has pulled it, whatever its node calls the image.
    ///
    /// @throws ApiException if the cluster does not say what its pods are
    List<Pod> outdated(Decision.Recreate decision)
            throws IOException, ApiException, InterruptedException {
        JsonObject selector =
                get(kind.path(workload.ref()), Map.of())
                        .getAsJsonObject("spec")
                        .getAsJsonObject("selector");
        if (selector == null) {
            throw new ApiException(
                    NO_SELECTOR,
                    "policy recreate needs spec.selector, which %s does not have"
                            .formatted(workload.ref()));
        }
        Map<String, String> query = Map.of("labelSelector", text(selector));
        Set<String> owners = owners(query);
        List<Pod> found = new ArrayList<>();
        for (JsonElement item : items("/api/v1", "pods", query)) {
            JsonObject pod = item.getAsJsonObject();
            JsonObject metadata = pod.getAsJsonObject("metadata");
            Instant created = Instant.parse(metadata.get("creationTimestamp").getAsString());
            if (isControlledBy(metadata, owners)
                    && !metadata.has("deletionTimestamp")
                    && created.isBefore(decision.settledAt())
                    && !runs(pod, decision)) {
                found.add(
                        new Pod(
                                metadata.get("name").getAsString(),
                                metadata.get("uid").getAsString()));
            }
        }
        return found;
    }

    private Set<String> owners(Map<String, String> query)
            throws IOException, ApiException, InterruptedException {
        Set<String> owners = new HashSet<>(Set.of(workload.uid()));
        if (BY_REPLICA_SETS.contains(kind.kind())) {
            for (JsonElement item : items("/apis/apps/v1", "replicasets", query)) {
                JsonObject metadata = item.getAsJsonObject().getAsJsonObject("metadata");
                if (isControlledBy(metadata, Set.of(workload.uid()))) {
                    owners.add(metadata.get("uid").getAsString());
                }
            }
        }
        return owners;
    }

    /// Whether every container that follows the tag is known to run the digest. An image volume
    /// says nothing of itself.
    private boolean runs(JsonObject pod, Decision.Recreate decision) {
        JsonObject status = pod.getAsJsonObject("status");
        return decision.changes().stream()
                .map(Decision.ImageChange::container)
                .allMatch(container -> runs(status, container, decision.pins()));
    }

    private boolean runs(JsonObject status, Container container, Pins.Known pins) {
        boolean init = container.slot().place() == Container.Place.INIT_CONTAINER;
        String list = init ? "initContainerStatuses" : "containerStatuses";
        Set<Digest> wanted =
                pins.of(container.name())
                        .map(pin -> sameImage.apply(Set.of(pin.digest())))
                        .orElse(Set.of());
        if (status == null || !status.has(list)) {
            return false;
        }
        return status.getAsJsonArray(list).asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(it -> it.get("name").getAsString().equals(container.name()))
                .filter(it -> it.has("imageID"))
                .anyMatch(it ->
                        digest(it.get("imageID").getAsString())
                                .filter(wanted::contains)
                                .isPresent());
    }

    /// Docker's shim writes `docker-pullable://` before it.
    static Optional<Digest> digest(String imageId) {
        int scheme = imageId.indexOf("://");
        return ImageReference.parse(scheme < 0 ? imageId : imageId.substring(scheme + 3))
                .flatMap(ImageReference::digest);
    }

    private static boolean isControlledBy(JsonObject metadata, Set<String> owners) {
        return metadata.has("ownerReferences")
                && metadata.getAsJsonArray("ownerReferences").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .anyMatch(owner ->
                                owner.has("controller")
                                        && owner.get("controller").getAsBoolean()
                                        && owners.contains(owner.get("uid").getAsString()));
    }

    private JsonArray items(String api, String plural, Map<String, String> query)
            throws IOException, ApiException, InterruptedException {
        String path =
                "%s/namespaces/%s/%s"
                        .formatted(api, KindDefinition.segment(workload.ref().namespace()), plural);
        return get(path, query).getAsJsonArray("items");
    }

    private JsonObject get(String path, Map<String, String> query)
            throws IOException, ApiException, InterruptedException {
        var answer = KubernetesWorkloads.send(server.read(path, query));
        if (answer.code() != OK) {
            throw new ApiException(answer.code(), answer.problem());
        }
        return JSON.fromJson(answer.body(), JsonObject.class);
    }

    /// A label selector of an object in the form of a query.
    private static String text(JsonObject selector) {
        List<String> parts = new ArrayList<>();
        if (selector.has("matchLabels")) {
            selector.getAsJsonObject("matchLabels")
                    .asMap()
                    .forEach((label, value) -> parts.add(label + "=" + value.getAsString()));
        }
        if (selector.has("matchExpressions")) {
            selector.getAsJsonArray("matchExpressions")
                    .forEach(it -> parts.add(expression(it.getAsJsonObject())));
        }
        return String.join(",", parts);
    }

    private static String expression(JsonObject it) {
        String label = it.get("key").getAsString();
        return switch (it.get("operator").getAsString()) {
            case "Exists" -> label;
            case "DoesNotExist" -> "!" + label;
            case "In" -> label + " in " + values(it);
            default -> label + " notin " + values(it);
        };
    }

    private static String values(JsonObject it) {
        return it.getAsJsonArray("values").asList().stream()
                .map(JsonElement::getAsString)
                .collect(Collectors.joining(",", "(", ")"));
    }
}
