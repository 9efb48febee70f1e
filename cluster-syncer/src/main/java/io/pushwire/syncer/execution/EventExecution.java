// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.NearMisses;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.policy.PolicyReader;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/// One event in the whole cluster: every workload that follows the tag, and an outcome for each; at
/// least one outcome in all.
public final class EventExecution {

    private final Workloads workloads;
    private final OutcomeLog outcomes;
    private final List<OutcomeFollower> followers;
    private final Settings settings;
    private final Clock clock;
    private final FlowControl flow;
    private final Hops hops;
    private final WorkloadExecution execution;

    public EventExecution(
            Workloads workloads,
            Histories histories,
            PolicyReader policies,
            OutcomeLog outcomes,
            List<OutcomeFollower> followers,
            Settings settings,
            FlowControl flow,
            Hops hops,
            Clock clock) {
        this.workloads = workloads;
        this.outcomes = outcomes;
        this.followers = List.copyOf(followers);
        this.settings = settings;
        this.flow = flow;
        this.hops = hops;
        this.clock = clock;
        this.execution =
                new WorkloadExecution(workloads, histories, policies, settings, flow, clock);
    }

    /// Returns when every outcome is durable; only then may the event's offset be committed.
    ///
    /// @param again whether it may have been handled before, by an owner of its partition that
    ///   ended before it could commit: then what that wrote is told, by the same id
    public void run(PositionedEvent event, boolean again) throws InterruptedException {
        Instant readAt = clock.instant();
        List<Workload> following = workloads.following(event.event().announcement().spellings());
        List<Outcome> ends =
                following.isEmpty() ? List.of(unused(event)) : atEach(event, following, again);
        record(ends);
        measure(event, readAt, ends);
    }

    private void measure(PositionedEvent event, Instant readAt, List<Outcome> ends) {
        Instant receivedAt = event.event().announcement().receivedAt();
        hops.passed(Hops.Hop.RECEIVED_TO_READ, receivedAt, readAt);
        for (Outcome end : ends) {
            hops.passed(Hops.Hop.READ_TO_DECIDED, readAt, end.decidedAt());
            end.writtenAt()
                    .ifPresent(answered -> {
                        hops.passed(Hops.Hop.DECIDED_TO_ANSWERED, end.decidedAt(), answered);
                        hops.passed(Hops.Hop.RECEIVED_TO_ANSWERED, receivedAt, answered);
                    });
        }
    }

    /// Decides one workload again, by an event that was handled before.
    ///
    /// @param saysSomething which outcomes are worth a record
    public void revisit(PositionedEvent event, Workload workload, Predicate<Outcome> saysSomething)
            throws InterruptedException {
        Outcome end = execution.run(event, workload, false);
        if (saysSomething.test(end)) {
            record(List.of(end));
        } else {
            // What is deferred once more is no news, but its next try is due.
            flow.deferrals().follow(end);
        }
    }

    /// A record that is no event, or one that a fault of ours kept from being handled, has an
    /// outcome too.
    ///
    /// @param image the record's key
    public void recordClusterWide(Position position, String image, OutcomeKind kind, String problem)
            throws InterruptedException {
        String id =
                "record:%s/%d@%d"
                        .formatted(position.log(), position.partition(), position.offset());
        Outcome end =
                clusterWide(
                        new Outcome.Cause(id, position, image, Optional.empty()), kind, problem);
        record(List.of(end));
    }

    /// Returns when all are durable, and everybody who goes on from them was told.
    public void record(List<Outcome> ends) throws InterruptedException {
        outcomes.record(ends);
        for (Outcome end : ends) {
            followers.forEach(follower -> follower.follow(end));
        }
    }

    static Outcome.Cause cause(PositionedEvent event) {
        Optional<Digest> digest =
                event.event() instanceof ImageEvent.Located located
                        ? Optional.of(located.digest())
                        : Optional.empty();
        return new Outcome.Cause(
                event.event().id(), event.position(), event.event().image().toString(), digest);
    }

    private List<Outcome> atEach(PositionedEvent event, List<Workload> following, boolean again)
            throws InterruptedException {
        if (following.size() == 1) {
            return List.of(execution.run(event, following.getFirst(), again));
        }
        var left = new ConcurrentLinkedQueue<>(following);
        var ends = new ConcurrentLinkedQueue<Outcome>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            try {
                // However many workloads there are, the threads are few.
                for (int i = 0; i < Math.min(settings.parallelWrites(), following.size()); i++) {
                    running.add(threads.submit(() -> atSome(event, left, ends, again)));
                }
                for (Future<?> thread : running) {
                    thread.get();
                }
                return List.copyOf(ends);
            } catch (ExecutionException failed) {
                throw new IllegalStateException(
                        "cannot carry out " + event.position(), failed.getCause());
            } finally {
                running.forEach(task -> task.cancel(true));
            }
        }
    }

    private @Nullable Void atSome(
            PositionedEvent event, Queue<Workload> left, Collection<Outcome> ends, boolean again)
            throws InterruptedException {
        Workload workload = left.poll();
        while (workload != null) {
            ends.add(execution.run(event, workload, again));
            workload = left.poll();
        }
        return null;
    }

    private Outcome unused(PositionedEvent event) {
        return clusterWide(
                cause(event),
                OutcomeKind.Unused,
                "no workload of the watched kinds uses " + event.event().image() + near(event));
    }

    private String near(PositionedEvent event) {
        return NearMisses.sentence(
                event.event().announcement().spellings(),
                workloads.sharingRepository(event.event().image().repository()));
    }

    private Outcome clusterWide(Outcome.Cause cause, OutcomeKind kind, String detail) {
        return new Outcome(
                settings.cluster(),
                kind,
                detail,
                cause,
                Optional.empty(),
                List.of(),
                clock.instant(),
                Optional.empty());
    }
}
