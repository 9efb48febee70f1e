// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import io.pushwire.syncer.rollout.RolloutReport.Condition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a pod says of itself.
///
/// @param owner uid of the object that controls it, empty if none does
/// @param created when, as RFC 3339, so that texts compare like times
/// @param terminating whether it is being deleted
/// @param labels those that tell pod templates apart
/// @param containers its container statuses, init containers first
public record PodState(
        String name,
        String uid,
        String owner,
        String created,
        boolean terminating,
        Map<String, String> labels,
        List<Condition> conditions,
        List<ContainerState> containers) {

    public PodState {
        labels = Map.copyOf(labels);
        conditions = List.copyOf(conditions);
        containers = List.copyOf(containers);
    }

    Optional<Condition> condition(String type) {
        return conditions.stream().filter(it -> it.type().equals(type)).findFirst();
    }

    boolean ready() {
        return condition("Ready").filter(Condition::isTrue).isPresent();
    }

    String label(String name) {
        return labels.getOrDefault(name, "");
    }

    /// One container of a pod.
    ///
    /// @param init whether it is an init container
    /// @param imageId what the runtime says that it runs; empty before it was pulled
    /// @param started whether its startup probe has passed
    /// @param waiting why it does not run now
    /// @param ended how it ended, now or the last time
    public record ContainerState(
            String name,
            boolean init,
            String imageId,
            boolean ready,
            boolean started,
            long restarts,
            Optional<Waiting> waiting,
            Optional<Ended> ended) {}

    /// @param reason for example `ImagePullBackOff`
    public record Waiting(String reason, String message) {}

    /// @param now whether it has ended and was not started again
    public record Ended(long exitCode, String reason, String message, boolean now) {}

    /// What stands between a Deployment and its pods.
    ///
    /// @param owner uid of the object that controls it
    /// @param revision the number that the Deployment gave to its pod template
    public record ReplicaSet(String uid, String owner, String revision) {}
}
