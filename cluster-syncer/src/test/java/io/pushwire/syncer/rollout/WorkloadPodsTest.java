// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.rollout.PodState.ContainerState;
import io.pushwire.syncer.rollout.PodState.ReplicaSet;
import io.pushwire.syncer.rollout.RolloutReport.Shape;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class WorkloadPodsTest {

    @Test
    void followsTheOwnersOfADeploymentsPods() {
        var report = report(Shape.DEPLOYMENT, Map.of());
        List<ReplicaSet> sets =
                List.of(
                        new ReplicaSet("old", "workload", "6"),
                        new ReplicaSet("new", "workload", "7"),
                        new ReplicaSet("other", "another", "7"));
        List<PodState> pods =
                List.of(
                        pod("a", "old", "1", "", false),
                        pod("b", "new", "2", "", false),
                        pod("c", "new", "3", "", true),
                        pod("d", "other", "3", "", false),
                        pod("e", "", "4", "", false));

        assertThat(WorkloadPods.all(report, pods, sets))
                .extracting(PodState::name)
                .containsExactly("a", "b");
        assertThat(WorkloadPods.newest(report, pods, sets))
                .extracting(PodState::name)
                .containsExactly("b");
    }

    @Test
    void takesTheRevisionFromTheStatus() {
        var report = report(Shape.STATEFUL_SET, Map.of("updateRevision", "db-new"));

        assertThat(
                        WorkloadPods.newest(
                                report,
                                List.of(
                                        pod("a", "workload", "1", "db-old", false),
                                        pod("b", "workload", "1", "db-new", false),
                                        pod("c", "workload", "1", "", false)),
                                List.of()))
                .extracting(PodState::name)
                .containsExactly("b");
    }

    @Test
    void takesTheYoungestPodsTemplateForADaemonSets() {
        var report = report(Shape.DAEMON_SET, Map.of());

        assertThat(
                        WorkloadPods.newest(
                                report,
                                List.of(
                                        pod("a", "workload", "2026-11-01T12:00:00Z", "x", false),
                                        pod("b", "workload", "2026-11-01T12:00:09Z", "y", false),
                                        pod("c", "workload", "2026-11-01T12:00:05Z", "y", false)),
                                List.of()))
                .extracting(PodState::name)
                .containsExactly("b", "c");
    }

    @Test
    void saysEachImageOnce() {
        assertThat(
                        WorkloadPods.running(
                                List.of(pod("a", "", "", "", false), pod("b", "", "", "", false))))
                .containsExactly(new Outcome.Running("app", List.of("web@sha256:1")));
    }

    private static RolloutReport report(Shape shape, Map<String, String> texts) {
        return new RolloutReport(
                "workload",
                shape,
                Map.of(),
                new RolloutReport.Spec(1, 1, 0, false, false, OptionalLong.empty(), "7", "a=b"),
                new RolloutReport.Status(Map.of(), texts, List.of()));
    }

    private static PodState pod(
            String name, String owner, String created, String hash, boolean terminating) {
        return new PodState(
                name,
                name,
                owner,
                created,
                terminating,
                Map.of(WorkloadPods.REVISION_HASH, hash),
                List.of(),
                List.of(
                        new ContainerState(
                                "app",
                                false,
                                "web@sha256:1",
                                true,
                                true,
                                0,
                                Optional.empty(),
                                Optional.empty())));
    }
}
