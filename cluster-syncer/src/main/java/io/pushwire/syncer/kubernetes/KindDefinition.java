// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Workload.RestartStyle;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A kind of workload: where its objects are and where their pod template is.
///
/// @param kind as in manifests
/// @param collection path of all its objects: `/apis/<group>/<version>`
/// @param plural its name in paths
/// @param template field names on the way to the pod template
/// @param restart how it replaces its pods
record KindDefinition(
        String kind,
        String collection,
        String plural,
        List<String> template,
        RestartStyle restart) {

    static final List<KindDefinition> BUILT_IN =
            List.of(
                    apps("Deployment", "deployments"),
                    apps("StatefulSet", "statefulsets"),
                    apps("DaemonSet", "daemonsets"),
                    new KindDefinition(
                            "CronJob",
                            "/apis/batch/v1",
                            "cronjobs",
                            List.of("spec", "jobTemplate", "spec", "template"),
                            RestartStyle.NONE));

    private static KindDefinition apps(String kind, String plural) {
        return new KindDefinition(
                kind,
                "/apis/apps/v1",
                plural,
                List.of("spec", "template"),
                RestartStyle.TEMPLATE_ANNOTATION);
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
