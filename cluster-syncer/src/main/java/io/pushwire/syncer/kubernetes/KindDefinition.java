// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Workload.RestartStyle;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// A kind of workload: where its objects are and where their pod template is.
///
/// @param kind as in manifests
/// @param collection path of all its objects: `/apis/<group>/<version>`
/// @param plural its name in paths
/// @param template field names on the way to the pod template
/// @param restart how it replaces its pods
/// @param labels which of its labels are kept
record KindDefinition(
        String kind,
        String collection,
        String plural,
        List<String> template,
        RestartStyle restart,
        Set<String> labels) {

    /// @param labels which labels are kept of their objects
    static List<KindDefinition> builtIn(Set<String> labels) {
        return List.of(
                apps("Deployment", "deployments", labels),
                apps("StatefulSet", "statefulsets", labels),
                apps("DaemonSet", "daemonsets", labels),
                new KindDefinition(
                        "CronJob",
                        "/apis/batch/v1",
                        "cronjobs",
                        List.of("spec", "jobTemplate", "spec", "template"),
                        RestartStyle.NONE,
                        labels));
    }

    private static KindDefinition apps(String kind, String plural, Set<String> labels) {
        return new KindDefinition(
                kind,
                "/apis/apps/v1",
                plural,
                List.of("spec", "template"),
                RestartStyle.TEMPLATE_ANNOTATION,
                labels);
    }

    String everywhere() {
        return collection + "/" + plural;
    }

    String path(WorkloadRef workload) {
        return "%s/namespaces/%s/%s/%s"
                .formatted(
                        collection,
                        segment(workload.namespace()),
                        plural,
                        segment(workload.name()));
    }

    /// The pod template as a JSON pointer.
    String templatePointer() {
        return "/" + String.join("/", template);
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
