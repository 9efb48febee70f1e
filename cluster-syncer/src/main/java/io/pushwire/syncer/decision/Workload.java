// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.outcome.Outcome.WorkloadRef;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a decision needs to know of a workload.
///
/// @param ref kind, namespace and name
/// @param uid of the object: another one is another workload, even of the same name
/// @param resourceVersion of the object this was read from
/// @param labels those that the configuration's selector names
/// @param annotations our own ones: those that start with `pushwire.io/`
/// @param controller kind and name of the object that writes this one, if an owner reference says
///   so
/// @param pins what our own annotation says
/// @param containers all containers of the pod template, init containers first
/// @param rollout how its pods are replaced
/// @param maps which of the maps that a patch writes into are there
public record Workload(
        WorkloadRef ref,
        String uid,
        String resourceVersion,
        Map<String, String> labels,
        Map<String, String> annotations,
        Optional<String> controller,
        Pins pins,
        List<Container> containers,
        Rollout rollout,
        AnnotationMaps maps) {

    public Workload {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        containers = List.copyOf(containers);
    }

    /// Whether another decision could follow from the other state of the same object.
    public boolean differs(Workload other) {
        return !other.at(resourceVersion).equals(this);
    }

    private Workload at(String version) {
        return new Workload(
                ref,
                uid,
                version,
                labels,
                annotations,
                controller,
                pins,
                containers,
                rollout,
                maps);
    }

    /// The same workload, of which our annotation says something else.
    public Workload with(Pins said) {
        return new Workload(
                ref,
                uid,
                resourceVersion,
                labels,
                annotations,
                controller,
                said,
                containers,
                rollout,
                maps);
    }

    /// A JSON Patch cannot write into a map that is not there.
    ///
    /// @param object whether the object has annotations
    /// @param templateMetadata whether its pod template has metadata
    /// @param template whether its pod template has annotations
    public record AnnotationMaps(boolean object, boolean templateMetadata, boolean template) {}

    /// @param restart how its pods can be replaced
    /// @param paused whether a change of its pod template is not rolled out now (`spec.paused`)
    /// @param noPods whether it is scaled to zero (`spec.replicas`)
    public record Rollout(RestartStyle restart, boolean paused, boolean noPods) {}

    /// How a kind of workload replaces its pods.
    public enum RestartStyle {
        /// By an annotation on the pod template, as `kubectl rollout restart` does.
        TEMPLATE_ANNOTATION,
        /// By the time in `spec.restartAt`, as Argo Rollouts has it; its pod template stays.
        RESTART_AT,
        /// It is a pod that nothing would put back.
        BARE_POD,
        /// It keeps no pods running; the next ones pull by themselves.
        NONE
    }
}
