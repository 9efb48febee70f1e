// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Workload.RestartStyle;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A kind of workload: where its objects are and where their pod template is.
///
/// @param name its key under `pushwire.kinds`
/// @param kind as in manifests
/// @param group of its API; empty for the core one
/// @param version of its API
/// @param plural its name in paths
/// @param template field names on the way to the pod template; none for a pod, which is its own
/// @param restart how it replaces its pods
/// @param optional whether a cluster may not have it
/// @param labels which of its labels are kept
record KindDefinition(
        String name,
        String kind,
        String group,
        String version,
        String plural,
        List<String> template,
        RestartStyle restart,
        boolean optional,
        Set<String> labels) {

    /// The name of bare pods, the only kind that is off where nothing is said.
    static final String PODS = "pods";

    private static final List<String> TEMPLATE = List.of("spec", "template");

    /// @param labels which labels are kept of their objects
    static List<KindDefinition> builtIn(Set<String> labels) {
        return List.of(
                apps("Deployment", "deployments", labels),
                apps("StatefulSet", "statefulsets", labels),
                apps("DaemonSet", "daemonsets", labels),
                new KindDefinition(
                        "cronjobs",
                        "CronJob",
                        "batch",
                        "v1",
                        "cronjobs",
                        List.of("spec", "jobTemplate", "spec", "template"),
                        RestartStyle.NONE,
                        false,
                        labels));
    }

    /// The built-in ones and those that are configured without anybody's doing.
    static List<KindDefinition> known(Set<String> labels) {
        List<KindDefinition> further =
                List.of(
                        new KindDefinition(
                                PODS,
                                "Pod",
                                "",
                                "v1",
                                "pods",
                                List.of(),
                                RestartStyle.BARE_POD,
                                false,
                                labels),
                        // https://argo-rollouts.readthedocs.io/en/stable/features/restart/
                        custom(
                                "rollouts",
                                "Rollout",
                                "argoproj.io/v1alpha1",
                                RestartStyle.RESTART_AT,
                                labels),
                        // https://openkruise.io/docs/user-manuals/cloneset
                        custom(
                                "clonesets",
                                "CloneSet",
                                "apps.kruise.io/v1alpha1",
                                RestartStyle.TEMPLATE_ANNOTATION,
                                labels),
                        // https://knative.dev/docs/serving/reference/serving-api/
                        new KindDefinition(
                                "knative-services",
                                "Service",
                                "serving.knative.dev",
                                "v1",
                                "services",
                                TEMPLATE,
                                RestartStyle.TEMPLATE_ANNOTATION,
                                true,
                                labels));
        return Stream.concat(builtIn(labels).stream(), further.stream()).toList();
    }

    private static KindDefinition apps(String kind, String plural, Set<String> labels) {
        return new KindDefinition(
                plural,
                kind,
                "apps",
                "v1",
                plural,
                TEMPLATE,
                RestartStyle.TEMPLATE_ANNOTATION,
                false,
                labels);
    }

    private static KindDefinition custom(
            String plural,
            String kind,
            String groupVersion,
            RestartStyle restart,
            Set<String> labels) {
        int slash = groupVersion.indexOf('/');
        return new KindDefinition(
                plural,
                kind,
                groupVersion.substring(0, slash),
                groupVersion.substring(slash + 1),
                plural,
                TEMPLATE,
                restart,
                true,
                labels);
    }

    /// Whether it is a pod without anything around it.
    boolean isPod() {
        return template.isEmpty();
    }

    /// Path of its API: `/apis/<group>/<version>`.
    String collection() {
        return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    }

    /// Path of all its objects.
    ///
    /// @param namespace empty for those of the whole cluster
    String objects(Optional<String> namespace) {
        return collection()
                + namespace.map(name -> "/namespaces/" + segment(name)).orElse("")
                + "/"
                + plural;
    }

    /// `apps/v1`, or `v1` of the core group.
    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    String path(WorkloadRef workload) {
        return objects(Optional.of(workload.namespace())) + "/" + segment(workload.name());
    }

    /// The pod template as a JSON pointer; empty for a pod.
    String templatePointer() {
        return template.isEmpty() ? "" : "/" + String.join("/", template);
    }

    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
