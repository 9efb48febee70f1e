// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.decision.Decider;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.History;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.RunningPods;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.policy.PolicyReader;
import io.pushwire.syncer.policy.PolicyReading;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One event at one workload: decide, do, and decide again whenever the workload is not what the
/// decision was made on. Ends with an outcome, however long the API server is away.
final class WorkloadExecution {

    private final Workloads workloads;
    private final Histories histories;
    private final WorkloadPolicies policies;
    private final Settings settings;
    private final FlowControl flow;
    private final Clock clock;

    WorkloadExecution(
            Workloads workloads,
            Histories histories,
            PolicyReader policies,
            Settings settings,
            FlowControl flow,
            Clock clock) {
        this.workloads = workloads;
        this.histories = histories;
        this.policies = new WorkloadPolicies(workloads, policies);
        this.settings = settings;
        this.flow = flow;
        this.clock = clock;
    }

    /// @param again whether the event may have been handled before
    Outcome run(PositionedEvent event, Workload indexed, boolean again)
            throws InterruptedException {
        Workload workload = indexed;
        Optional<RunningPods> pods = Optional.empty();
        var patience = new Patience();
        while (true) {
            Instant now = clock.instant();
            PolicyReading policy = policies.of(workload);
            History history = histories.of(event, workload);
            switch (Decider.decide(event, workload, policy, history, pods, now)) {
                case Decision.NeedsPods _ -> {
                    pods = Optional.of(pods(workload, patience));
                    continue;
                }
                case Decision.Leave(OutcomeKind why, String detail) -> {
                    WorkloadOutcomes outcomes = of(event, workload);
                    Optional<Outcome> before =
                            again ? outcomes.writtenBefore(policy, now) : Optional.empty();
                    return before.orElseGet(() -> outcomes.left(why, detail, now));
                }
                case Decision.Wait(Instant until) -> Thread.sleep(Duration.between(now, until));
                case Decision.Notify notify -> {
                    return of(event, workload).notified(notify, now);
                }
                case Decision.Hold hold when settings.dryRun() -> {
                    return of(event, workload).left(OutcomeKind.Held, hold.remark(), now);
                }
                case Decision.Write write -> {
                    Optional<Outcome> end = attempt(event, workload, write, patience);
                    if (end.isPresent()) {
                        return end.get();
                    }
                    flow.server().awaitTurn(patience.backoff);
                }
            }
            switch (reread(workload, patience)) {
                case Workloads.Read.Found(Workload found) -> {
                    workload = found;
                    pods = Optional.empty();
                }
                case Workloads.Read.Gone _ -> {
                    return of(event, workload)
                            .left(OutcomeKind.Gone, "was deleted before it could be changed");
                }
                case Workloads.Read.Unavailable(String problem) -> {
                    return of(event, workload).left(OutcomeKind.Deferred, problem);
                }
            }
        }
    }

    /// Empty if the workload has to be looked at again.
    private Optional<Outcome> attempt(
            PositionedEvent event, Workload workload, Decision.Write write, Patience patience)
            throws InterruptedException {
        Instant now = clock.instant();
        WorkloadOutcomes outcomes = of(event, workload);
        Workloads.Written written;
        Optional<Outcome> paused = paused(outcomes, now);
        if (paused.isPresent()) {
            return paused;
        }
        if (settings.dryRun()) {
            return Optional.of(outcomes.wouldWrite(write, now));
        }
        try (var _ = flow.slots().acquire(event.event().image().toString())) {
            // The turn may have come late.
            paused = paused(outcomes, now);
            if (paused.isPresent()) {
                return paused;
            }
            written = workloads.write(workload, write);
        }
        if (!(written instanceof Workloads.Written.Unavailable)) {
            flow.server().served(workload.ref());
        }
        return switch (written) {
            case Workloads.Written.Done _ -> Optional.of(outcomes.written(write, now));
            case Workloads.Written.Evicted(List<String> pods, int _) ->
                    Optional.of(outcomes.recreated(write, pods, now));
            case Workloads.Written.Rejected(String problem) ->
                    Optional.of(outcomes.left(OutcomeKind.Rejected, problem, now));
            case Workloads.Written.NotAllowed(String problem) ->
                    Optional.of(outcomes.left(OutcomeKind.NotAllowed, problem, now));
            case Workloads.Written.Changed _ -> Optional.empty();
            case Workloads.Written.Unavailable(String problem, Optional<Duration> retryAfter) ->
                    patience.goesOn(flow.server().judge(workload.ref(), problem), retryAfter)
                            ? Optional.empty()
                            : Optional.of(deferred(outcomes, problem, retryAfter));
        };
    }

    private WorkloadOutcomes of(PositionedEvent event, Workload workload) {
        return new WorkloadOutcomes(settings.cluster(), event, workload, clock);
    }

    private Optional<Outcome> paused(WorkloadOutcomes outcomes, Instant now) {
        return flow.pauses()
                .over(outcomes.workload().ref().namespace())
                .map(pause -> outcomes.left(OutcomeKind.Paused, pause, now));
    }

    private Outcome deferred(
            WorkloadOutcomes outcomes, String problem, Optional<Duration> retryAfter) {
        String image = outcomes.event().event().image().toString();
        retryAfter.ifPresent(
                delay -> flow.deferrals().notBefore(outcomes.workload().ref(), image, delay));
        return outcomes.left(OutcomeKind.Deferred, problem);
    }

    /// None where they alone cannot be listed: then nothing is known of what they run.
    private RunningPods pods(Workload workload, Patience patience) throws InterruptedException {
        while (true) {
            switch (workloads.pods(workload)) {
                case Workloads.Pods.Known(RunningPods running) -> {
                    return running;
                }
                case Workloads.Pods.Unavailable(String problem) -> {
                    var verdict = flow.server().judge(workload.ref(), problem);
                    if (!patience.goesOn(verdict, Optional.empty())) {
                        return RunningPods.none();
                    }
                    flow.server().awaitTurn(patience.backoff);
                }
            }
        }
    }

    /// Unavailable only if the workload alone cannot be read.
    private Workloads.Read reread(Workload workload, Patience patience)
            throws InterruptedException {
        while (true) {
            Workloads.Read read = workloads.read(workload.ref());
            if (!(read instanceof Workloads.Read.Unavailable(String problem))) {
                return read;
            }
            if (!patience.goesOn(flow.server().judge(workload.ref(), problem), Optional.empty())) {
                return read;
            }
            flow.server().awaitTurn(patience.backoff);
        }
    }

    /// How often one event tries one workload, and how long it waits in between.
    private static final class Patience {

        /// What passes in a moment, such as a connection that was cut, is no reason to put it off.
        private static final int MOST_TRIES_ALONE = 2;

        private final Backoff backoff = new Backoff();
        private int triesAlone;

        /// For ever while the API server is away.
        boolean goesOn(ApiServerState.Verdict verdict, Optional<Duration> retryAfter) {
            return switch (verdict) {
                case AWAY -> true;
                case ALONE -> ++triesAlone < MOST_TRIES_ALONE && retryAfter.isEmpty();
            };
        }
    }
}
