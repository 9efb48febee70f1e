// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import static io.pushwire.sandbox.api.Column.age;
import static io.pushwire.sandbox.api.Column.containers;
import static io.pushwire.sandbox.api.Column.count;
import static io.pushwire.sandbox.api.Column.selector;
import static io.pushwire.sandbox.api.Column.text;
import static io.pushwire.sandbox.api.Column.wide;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceType;

import jakarta.json.JsonObject;

import java.util.List;
import java.util.Locale;

/// The columns of each kind, named as the real server names them.
final class Columns {
    private static final Column NAME = text("Name", "metadata", "name");
    private static final Column AGE = age("Age", "metadata", "creationTimestamp");
    private static final String[] TEMPLATE = {"spec", "template", "spec"};
    private static final String[] JOB = {"spec", "jobTemplate", "spec", "template", "spec"};
    private static final Column NAMES = containers("Containers", "name", TEMPLATE);
    private static final Column IMAGES = containers("Images", "image", TEMPLATE);

    private Columns() {}

    static List<Column> of(ResourceType type) {
        return switch (type.qualifiedPlural()) {
            case "deployments.apps" -> deployments();
            case "statefulsets.apps" -> List.of(NAME, READY, AGE, NAMES, IMAGES);
            case "daemonsets.apps" -> daemonSets();
            case "replicasets.apps" -> replicaSets();
            case "cronjobs.batch" -> cronJobs();
            case "pods" -> pods();
            case "events", "events.events.k8s.io" -> events();
            case "namespaces" -> List.of(NAME, text("Status", "status", "phase"), AGE);
            case "secrets" -> secrets();
            case "nodes" -> nodes();
            default -> List.of(NAME, AGE);
        };
    }

    private static final Column READY =
            Column.of(
                    "Ready",
                    (object, _) ->
                            "%d/%d"
                                    .formatted(
                                            Trees.number(object, 0, "status", "readyReplicas"),
                                            Trees.number(object, 1, "spec", "replicas")));

    private static List<Column> deployments() {
        return List.of(
                NAME,
                READY,
                count("Up-to-date", "status", "updatedReplicas"),
                count("Available", "status", "availableReplicas"),
                AGE,
                NAMES,
                IMAGES,
                selector());
    }

    private static List<Column> daemonSets() {
        return List.of(
                NAME,
                count("Desired", "status", "desiredNumberScheduled"),
                count("Current", "status", "currentNumberScheduled"),
                count("Ready", "status", "numberReady"),
                count("Up-to-date", "status", "updatedNumberScheduled"),
                count("Available", "status", "numberAvailable"),
                AGE,
                NAMES,
                IMAGES,
                selector());
    }

    private static List<Column> replicaSets() {
        return List.of(
                NAME,
                count("Desired", "spec", "replicas"),
                count("Current", "status", "replicas"),
                count("Ready", "status", "readyReplicas"),
                AGE,
                NAMES,
                IMAGES,
                selector());
    }

    private static List<Column> cronJobs() {
        return List.of(
                NAME,
                text("Schedule", "spec", "schedule"),
                Column.of(
                        "Suspend",
                        (object, _) -> Trees.isTrue(object, "spec", "suspend") ? "True" : "False"),
                Column.of(
                        "Active",
                        (object, _) -> "" + Trees.listAt(object, "status", "active").size()),
                age("Last Schedule", "status", "lastScheduleTime"),
                AGE,
                containers("Containers", "name", JOB),
                containers("Images", "image", JOB));
    }

    private static List<Column> pods() {
        return List.of(
                NAME,
                Column.of("Ready", (pod, _) -> readyContainers(pod)),
                Column.of("Status", (pod, _) -> podStatus(pod)),
                Column.of("Restarts", (_, _) -> "0"),
                AGE,
                wide("IP", (pod, _) -> Trees.text(pod, "status", "podIP")),
                wide("Node", (pod, _) -> Trees.text(pod, "spec", "nodeName")),
                containers("Images", "image", "spec"));
    }

    private static String readyContainers(JsonObject pod) {
        var ready =
                Trees.listAt(pod, "status", "containerStatuses").stream()
                        .filter(status -> Trees.isTrue(status.asJsonObject(), "ready"))
                        .count();
        return ready + "/" + Trees.listAt(pod, "spec", "containers").size();
    }

    private static String podStatus(JsonObject pod) {
        return Trees.listAt(pod, "status", "containerStatuses").stream()
                .map(status -> Trees.text(status.asJsonObject(), "state", "waiting", "reason"))
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElseGet(() -> Trees.text(pod, "status", "phase"));
    }

    private static List<Column> events() {
        return List.of(
                Column.of("Last Seen", (event, now) -> Column.since(lastSeen(event), now)),
                text("Type", "type"),
                text("Reason", "reason"),
                Column.of(
                        "Object",
                        (event, _) ->
                                Trees.text(event, "involvedObject", "kind").toLowerCase(Locale.ROOT)
                                        + "/"
                                        + Trees.text(event, "involvedObject", "name")),
                text("Message", "message"));
    }

    private static String lastSeen(JsonObject event) {
        return List.of(
                        Trees.text(event, "series", "lastObservedTime"),
                        Trees.text(event, "lastTimestamp"),
                        Trees.text(event, "eventTime"),
                        Trees.text(event, "metadata", "creationTimestamp"))
                .stream()
                .filter(time -> !time.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static List<Column> secrets() {
        return List.of(
                NAME,
                text("Type", "type"),
                Column.of("Data", (secret, _) -> "" + Trees.objectAt(secret, "data").size()),
                AGE);
    }

    private static List<Column> nodes() {
        return List.of(
                NAME,
                Column.of("Status", (_, _) -> "Ready"),
                Column.of("Roles", (_, _) -> "<none>"),
                AGE,
                text("Version", "status", "nodeInfo", "kubeletVersion"));
    }
}
