// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Decider;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.History;
import io.pushwire.syncer.decision.NearMisses;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.RunningPods;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.Histories;
import io.pushwire.syncer.execution.Pauses;
import io.pushwire.syncer.execution.WorkloadPolicies;
import io.pushwire.syncer.execution.Workloads;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the cluster would make of an event: the service's decisions, without their writes.
public final class Verdicts {

    private final WorkloadPolicies policies;
    private final Workloads workloads;
    private final Histories histories;
    private final Pauses pauses;
    private final UnaryOperator<Workload> seenAs;
    private final boolean looksAtPods;
    private final Clock clock;

    private Verdicts(
            WorkloadPolicies policies,
            Histories histories,
            Pauses pauses,
            UnaryOperator<Workload> seenAs,
            boolean looksAtPods,
            Clock clock) {
        this.policies = policies;
        this.workloads = policies.workloads();
        this.histories = histories;
        this.pauses = pauses;
        this.seenAs = seenAs;
        this.looksAtPods = looksAtPods;
        this.clock = clock;
    }

    /// What it would make of it now.
    public static Verdicts today(
            WorkloadPolicies policies, Histories histories, Pauses pauses, Clock clock) {
        return new Verdicts(policies, histories, pauses, UnaryOperator.identity(), true, clock);
    }

    /// What it would make of it if it were the first event ever: only the configuration and what
    /// the workloads' owners wrote decide.
    public static Verdicts unwritten(WorkloadPolicies policies, Clock clock) {
        return new Verdicts(
                policies,
                (_, _) -> History.none(),
                _ -> Optional.empty(),
                Unwritten::of,
                false,
                clock);
    }

    /// One for each workload that follows the tag, at least one.
    public List<Verdict> of(PositionedEvent event) throws InterruptedException {
        List<Workload> following = workloads.following(event.event().announcement().spellings());
        if (following.isEmpty()) {
            return List.of(unused(event));
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (Workload workload : following) {
            verdicts.add(of(event, seenAs.apply(workload)));
        }
        return verdicts;
    }

    private Verdict of(PositionedEvent event, Workload workload) throws InterruptedException {
        History history = histories.of(event, workload);
        Instant now = clock.instant();
        Decision decision = decide(event, workload, history, Optional.empty(), now);
        if (decision instanceof Decision.NeedsPods) {
            decision = decide(event, workload, history, Optional.of(pods(workload)), now);
        }
        if (decision instanceof Decision.Wait(Instant until)) {
            // It would be waited for.
            decision = decide(event, workload, history, Optional.of(RunningPods.none()), until);
        }
        Verdict verdict = Verdict.of(workload.ref(), decision, history);
        return verdict.writes()
                ? pauses.over(workload.ref().namespace())
                        .map(pause -> verdict.held(OutcomeKind.Paused, pause))
                        .orElse(verdict)
                : verdict;
    }

    private Decision decide(
            PositionedEvent event,
            Workload workload,
            History history,
            Optional<RunningPods> pods,
            Instant now) {
        return Decider.decide(event, workload, policies.of(workload), history, pods, now);
    }

    private RunningPods pods(Workload workload) throws InterruptedException {
        return looksAtPods && workloads.pods(workload) instanceof Workloads.Pods.Known(var running)
                ? running
                : RunningPods.none();
    }

    private Verdict unused(PositionedEvent event) {
        return Verdict.clusterWide(
                OutcomeKind.Unused,
                "no workload of the watched kinds uses it"
                        + NearMisses.sentence(
                                event.event().announcement().spellings(),
                                workloads.sharingRepository(event.event().image().repository())));
    }
}
