// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import io.pushwire.syncer.rollout.PodState.ContainerState;
import io.pushwire.syncer.rollout.RolloutReport.Condition;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Why pods do not become ready, in their own words.
///
/// @param text a sentence
/// @param subject uid of the object whose Kubernetes Events say more, empty if the text says it all
public record Trouble(String text, String subject) {

    /// The worst first: what keeps a container from being made tells more than what follows from
    /// it.
    private enum Grade {
        CANNOT_START,
        CRASHES,
        CANNOT_BE_SCHEDULED,
        NOT_READY
    }

    /// @param newest the pods of the newest template
    /// @param all the pods of any
    public static Optional<Trouble> of(
            RolloutReport workload, List<PodState> newest, List<PodState> all) {
        return worst(newest)
                .or(() -> cannotCreate(workload))
                .or(() -> heldUp(all))
                .or(() -> missing(workload, newest));
    }

    private static Optional<Trouble> worst(List<PodState> pods) {
        List<Graded> found = pods.stream().flatMap(pod -> of(pod).stream()).toList();
        return found.stream()
                .min(Comparator.comparing(Graded::grade))
                .map(worst -> worst.with(found.size() - 1));
    }

    /// A StatefulSet replaces no pod while one is not ready:
    /// https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback
    private static Optional<Trouble> heldUp(List<PodState> all) {
        return worst(all)
                .map(trouble ->
                        new Trouble(
                                "held up by a pod of an older template: " + trouble.text(),
                                trouble.subject()));
    }

    /// Quota and admission: https://kubernetes.io/docs/concepts/policy/resource-quotas/
    private static Optional<Trouble> cannotCreate(RolloutReport workload) {
        return workload.status()
                .condition("ReplicaFailure")
                .filter(Condition::isTrue)
                .map(failure -> new Trouble("pods cannot be created: " + failure.text(), ""));
    }

    /// Only the Events of a StatefulSet or a DaemonSet tell why.
    private static Optional<Trouble> missing(RolloutReport workload, List<PodState> newest) {
        return newest.size() < workload.toUpdate()
                ? Optional.of(
                        new Trouble(
                                "%d of %d pods of the new template were created"
                                        .formatted(newest.size(), workload.toUpdate()),
                                workload.uid()))
                : Optional.empty();
    }

    private static Optional<Graded> of(PodState pod) {
        if (pod.ready()) {
            return Optional.empty();
        }
        return pod.containers().stream()
                .flatMap(container -> of(pod, container).stream())
                .min(Comparator.comparing(Graded::grade))
                .or(() -> unscheduled(pod))
                .or(() -> notReady(pod));
    }

    private static Optional<Graded> of(PodState pod, ContainerState it) {
        String who = "pod %s, container %s: ".formatted(pod.name(), it.name());
        Optional<Graded> crash =
                it.ended()
                        .filter(ended -> ended.exitCode() != 0)
                        .filter(ended -> ended.now() || it.waiting().isPresent())
                        .map(ended -> graded(Grade.CRASHES, who + crash(it, ended), ""));
        Optional<Graded> waiting =
                it.waiting()
                        .filter(reason -> !isOrdinary(reason.reason()))
                        .map(reason ->
                                graded(
                                        Grade.CANNOT_START,
                                        who + reason.reason() + said(reason.message()),
                                        ""));
        return crash.or(() -> waiting).or(() -> unready(pod, it));
    }

    /// What every pod goes through.
    private static boolean isOrdinary(String reason) {
        return List.of("ContainerCreating", "PodInitializing", "").contains(reason);
    }

    private static String crash(ContainerState it, PodState.Ended ended) {
        return "%s after %d restarts, last exit code %d%s"
                .formatted(
                        it.waiting().map(PodState.Waiting::reason).orElse("ended"),
                        it.restarts(),
                        ended.exitCode(),
                        said(
                                Stream.of(ended.reason(), ended.message())
                                        .filter(part -> !part.isBlank())
                                        .reduce((reason, message) -> reason + ": " + message)
                                        .orElse("")));
    }

    private static Optional<Graded> unready(PodState pod, ContainerState it) {
        if (it.init()
                || it.waiting().isPresent()
                || it.ready()
                || it.ended().filter(PodState.Ended::now).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                graded(
                        Grade.NOT_READY,
                        "pod %s, container %s: runs, but its %s probe does not succeed"
                                .formatted(
                                        pod.name(),
                                        it.name(),
                                        it.started() ? "readiness" : "startup"),
                        pod.uid()));
    }

    private static Optional<Graded> unscheduled(PodState pod) {
        return pod.condition("PodScheduled")
                .filter(scheduled -> scheduled.status().equals("False"))
                .map(scheduled ->
                        graded(
                                Grade.CANNOT_BE_SCHEDULED,
                                "pod %s: %s".formatted(pod.name(), scheduled.text()),
                                ""));
    }

    private static Optional<Graded> notReady(PodState pod) {
        String why = pod.condition("Ready").map(Condition::text).orElse("");
        return Optional.of(
                graded(
                        Grade.NOT_READY,
                        "pod %s: is not ready%s".formatted(pod.name(), said(why)),
                        pod.uid()));
    }

    private static String said(String message) {
        return message.isBlank() ? "" : ": " + message.strip();
    }

    private static Graded graded(Grade grade, String text, String subject) {
        return new Graded(grade, new Trouble(text, subject));
    }

    private record Graded(Grade grade, Trouble trouble) {
        Trouble with(int others) {
            return others == 0
                    ? trouble
                    : new Trouble(
                            "%s (and %d more pods)".formatted(trouble.text(), others),
                            trouble.subject());
        }
    }
}
