// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.rollout.PodState.ContainerState;
import io.pushwire.syncer.rollout.RolloutReport.Shape;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

class RolloutWatchTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Digest DIGEST = new Digest("sha256:" + "1".repeat(64));
    private static final WorkloadRef WEB = new WorkloadRef("StatefulSet", "prod", "web");
    private static final RolloutView.Look GONE = new RolloutView.Look.Gone();
    private static final RolloutView.Look AWAY = new RolloutView.Look.Unavailable("away");

    private final FakeView view = new FakeView();
    private final List<Outcome> recorded = new CopyOnWriteArrayList<>();
    private final RolloutWatch watch = watch(Duration.ofMinutes(10));

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void goesOnWhileTheApiServerIsAway() {
        view.look = AWAY;
        watch.follow(written("1", NOW));
        eventually(() -> assertThat(view.looks).isGreaterThan(5));
        assertThat(recorded).isEmpty();

        view.look = found("web@" + DIGEST, 1, 1);

        eventually(() -> assertThat(kinds()).containsExactly(OutcomeKind.RolledOut));
        assertThat(recorded.getFirst().running())
                .containsExactly(new Outcome.Running("app", List.of("web@" + DIGEST)));
        eventually(() -> assertThat(watch.size()).isZero());
    }

    @Test
    void tellsAFailureOnceAndTheRecoveryLater() {
        try (var impatient = watch(Duration.ofNanos(1))) {
            view.look = found("web@" + DIGEST, 0, 1);
            impatient.follow(written("1", NOW));
            eventually(() -> assertThat(kinds()).containsExactly(OutcomeKind.RolloutFailed));
            int before = view.looks;
            eventually(() -> assertThat(view.looks).isGreaterThan(before + 3));

            view.look = found("web@" + DIGEST, 1, 1);

            eventually(() ->
                    assertThat(kinds())
                            .containsExactly(OutcomeKind.RolloutFailed, OutcomeKind.RolledOut));
            assertThat(recorded.getFirst().detail()).contains("0 of 1");
        }
    }

    @Test
    void endsTheOlderWatchWhenANewerWriteComes() {
        view.look = found("web@" + DIGEST, 0, 1);
        watch.follow(written("1", NOW));
        watch.follow(written("2", NOW.plusSeconds(1)));

        eventually(() -> assertThat(kinds()).containsExactly(OutcomeKind.Superseded));
        assertThat(recorded.getFirst().cause().eventId()).isEqualTo("1");

        view.look = found("web@" + DIGEST, 1, 1);
        eventually(() -> assertThat(recorded).hasSize(2));
        assertThat(recorded.getLast().cause().eventId()).isEqualTo("2");
    }

    @Test
    void watchesTheSameWriteOnceAndNoOlderOne() {
        view.look = found("web@" + DIGEST, 0, 1);
        watch.follow(written("2", NOW.plusSeconds(1)));
        watch.takeOver(List.of(written("1", NOW), written("2", NOW.plusSeconds(1))));

        view.look = found("web@" + DIGEST, 1, 1);

        eventually(() -> assertThat(kinds()).containsExactly(OutcomeKind.RolledOut));
        assertThat(recorded.getFirst().cause().eventId()).isEqualTo("2");
    }

    @Test
    void leavesAReleasedPartitionToItsNextOwner() {
        view.look = found("web@" + DIGEST, 0, 1);
        watch.follow(written("1", NOW));
        watch.release(3);
        view.look = found("web@" + DIGEST, 1, 1);

        assertThat(watch.size()).isZero();
        watch.follow(written("2", NOW));
        eventually(() -> assertThat(recorded).isNotEmpty());
        assertThat(recorded).extracting(it -> it.cause().eventId()).containsExactly("2");
    }

    @Test
    void isSupersededWhenSomebodyElseChangesTheImage() {
        view.look = found("web:2", 1, 1);
        watch.follow(written("1", NOW));

        eventually(() -> assertThat(kinds()).containsExactly(OutcomeKind.Superseded));
        assertThat(recorded.getFirst().detail()).contains("web:2");
    }

    @Test
    void takesAnotherNameWithTheSameDigestForItsOwn() {
        view.look = found("mirror.example.com/web:1@" + DIGEST, 1, 1);
        watch.follow(written("1", NOW));

        eventually(() -> assertThat(kinds()).containsExactly(OutcomeKind.RolledOut));
    }

    @Test
    void saysThatTheWorkloadIsGone() {
        view.look = GONE;
        watch.follow(written("1", NOW));

        eventually(() -> assertThat(kinds()).containsExactly(OutcomeKind.Gone));
    }

    @Test
    void endsWithoutTheRightToSeePods() {
        view.look = found("web@" + DIGEST, 1, 1);
        view.mayListPods = false;
        watch.follow(written("1", NOW));

        eventually(() -> assertThat(kinds()).containsExactly(OutcomeKind.RolledOut));
        assertThat(recorded.getFirst().detail()).contains("cannot list pods");
    }

    private RolloutWatch watch(Duration deadline) {
        Duration soon = Duration.ofMillis(2);
        return new RolloutWatch(
                view,
                () -> recorded::addAll,
                new Patience(deadline, Duration.ofHours(1)),
                new Pace(soon, soon, soon),
                Clock.systemUTC());
    }

    private List<OutcomeKind> kinds() {
        return recorded.stream().map(Outcome::kind).toList();
    }

    private static Outcome written(String event, Instant at) {
        return new Outcome(
                "test",
                OutcomeKind.Written,
                "patched",
                new Outcome.Cause(event, new Position("log", 3, 1), "web:1", Optional.of(DIGEST)),
                Optional.of(WEB),
                List.of(new Outcome.Change("app", "web:1", "web@" + DIGEST)),
                at,
                Optional.of(at));
    }

    private static RolloutView.Look found(String image, long updated, long wanted) {
        return new RolloutView.Look.Found(
                new RolloutReport(
                        "uid",
                        Shape.STATEFUL_SET,
                        Map.of("app", image),
                        new RolloutReport.Spec(
                                1, wanted, 0, false, false, OptionalLong.empty(), "", "app=web"),
                        new RolloutReport.Status(
                                Map.of(
                                        "observedGeneration", 1L,
                                        "updatedReplicas", updated,
                                        "readyReplicas", wanted),
                                Map.of(),
                                List.of())));
    }

    /// Says whatever the test wants.
    private static final class FakeView implements RolloutView {
        private volatile Look look = GONE;
        private volatile boolean mayListPods = true;
        private volatile int looks;

        @Override
        public synchronized Look look(WorkloadRef workload) {
            looks++;
            return look;
        }

        @Override
        public Pods pods(WorkloadRef workload, RolloutReport report) {
            return mayListPods
                    ? new Pods.Found(List.of(pod()), List.of())
                    : new Pods.NotAllowed("cannot list pods");
        }

        @Override
        public Optional<String> warning(String namespace, String uid) {
            return Optional.empty();
        }

        private static PodState pod() {
            return new PodState(
                    "web-0",
                    "pod",
                    "uid",
                    "",
                    false,
                    Map.of(),
                    List.of(),
                    List.of(
                            new ContainerState(
                                    "app",
                                    false,
                                    "web@" + DIGEST,
                                    true,
                                    true,
                                    0,
                                    Optional.empty(),
                                    Optional.empty())));
        }
    }
}
