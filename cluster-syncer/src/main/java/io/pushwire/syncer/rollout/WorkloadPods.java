// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.rollout.PodState.ContainerState;
import io.pushwire.syncer.rollout.PodState.ReplicaSet;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The pods that belong to a workload, by the owners that they name: a selector alone may match
/// another workload's. Pods that are being deleted count for nothing.
public final class WorkloadPods {

    public static final String REVISION_HASH = "controller-revision-hash";
    public static final String ROLLOUT_HASH = "rollouts-pod-template-hash";

    private WorkloadPods() {}

    /// Its pods of any template.
    public static List<PodState> all(
            RolloutReport workload, List<PodState> pods, List<ReplicaSet> replicaSets) {
        Set<String> owners =
                replicaSets.stream()
                        .filter(set -> set.owner().equals(workload.uid()))
                        .map(ReplicaSet::uid)
                        .collect(Collectors.toSet());
        owners.add(workload.uid());
        return pods.stream()
                .filter(pod -> !pod.terminating() && owners.contains(pod.owner()))
                .toList();
    }

    /// Its pods of the newest template.
    public static List<PodState> newest(
            RolloutReport workload, List<PodState> pods, List<ReplicaSet> replicaSets) {
        List<PodState> all = all(workload, pods, replicaSets);
        return all.stream().filter(isNewest(workload, all, replicaSets)).toList();
    }

    private static Predicate<PodState> isNewest(
            RolloutReport workload, List<PodState> all, List<ReplicaSet> replicaSets) {
        return switch (workload.shape()) {
            case DEPLOYMENT -> {
                Set<String> newest =
                        replicaSets.stream()
                                .filter(set -> set.owner().equals(workload.uid()))
                                .filter(set -> set.revision().equals(workload.spec().revision()))
                                .map(ReplicaSet::uid)
                                .collect(Collectors.toSet());
                yield pod -> newest.contains(pod.owner());
            }
            // Its status does not say which revision is the newest; the youngest pod has it.
            case DAEMON_SET -> {
                Optional<String> hash =
                        all.stream()
                                .max(Comparator.comparing(PodState::created))
                                .map(pod -> pod.label(REVISION_HASH));
                yield pod -> hash.filter(pod.label(REVISION_HASH)::equals).isPresent();
            }
            case STATEFUL_SET, CUSTOM, NONE -> isOfRevision(workload.status());
        };
    }

    private static Predicate<PodState> isOfRevision(RolloutReport.Status status) {
        String revision = status.text("updateRevision");
        String hash = status.text("currentPodHash");
        if (!revision.isEmpty()) {
            // CloneSets label their pods with the hash alone.
            return pod -> {
                String label = pod.label(REVISION_HASH);
                return label.equals(revision)
                        || (!label.isEmpty() && revision.endsWith("-" + label));
            };
        }
        return hash.isEmpty() ? _ -> true : pod -> pod.label(ROLLOUT_HASH).equals(hash);
    }

    /// By container, one for each pod.
    public static Map<String, List<String>> imageIds(List<PodState> pods) {
        return pods.stream()
                .flatMap(pod -> pod.containers().stream())
                .collect(
                        Collectors.groupingBy(
                                ContainerState::name,
                                Collectors.mapping(ContainerState::imageId, Collectors.toList())));
    }

    /// What they run, by container.
    public static List<Outcome.Running> running(List<PodState> pods) {
        Map<String, Set<String>> images = new LinkedHashMap<>();
        for (PodState pod : pods) {
            for (ContainerState container : pod.containers()) {
                if (!container.imageId().isEmpty()) {
                    images.computeIfAbsent(container.name(), _ -> new LinkedHashSet<>())
                            .add(container.imageId());
                }
            }
        }
        return images.entrySet().stream()
                .map(entry -> new Outcome.Running(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }
}
