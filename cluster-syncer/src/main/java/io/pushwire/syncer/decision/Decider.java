// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.event.ImageEvent;
import io.pushwire.image.ImageReference;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.ContainerVerdict.Pods;
import io.pushwire.syncer.decision.ContainerVerdict.Report;
import io.pushwire.syncer.decision.ContainerVerdict.Roll;
import io.pushwire.syncer.decision.ContainerVerdict.TooEarly;
import io.pushwire.syncer.decision.Decision.ImageChange;
import io.pushwire.syncer.decision.Decision.Leave;
import io.pushwire.syncer.decision.Pins.Pin;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `event + workload + policy + clock → decision`. The table of DeciderTest is its specification.
public final class Decider {

    private Decider() {}

    /// Of a workload of which nothing is remembered.
    public static Decision decide(
            PositionedEvent event, Workload workload, PolicyReading reading, Instant now) {
        return decide(event, workload, reading, History.none(), Optional.empty(), now);
    }

    /// @param event for a tag that the workload uses
    /// @param workload as it is now
    /// @param history what is remembered of both
    /// @param pods what they run, once that was asked for
    public static Decision decide(
            PositionedEvent event,
            Workload workload,
            PolicyReading reading,
            History history,
            Optional<RunningPods> pods,
            Instant now) {
        return switch (reading) {
            case PolicyReading.NotSelected(String why) -> new Leave(OutcomeKind.NotSelected, why);
            case PolicyReading.Invalid(String problem) ->
                    new Leave(OutcomeKind.InvalidPolicy, problem);
            case PolicyReading.Found found -> {
                Set<ImageTag> spellings = Set.copyOf(event.event().announcement().spellings());
                List<ContainerVerdict> verdicts =
                        workload.containers().stream()
                                .filter(container ->
                                        container.follows().filter(spellings::contains).isPresent())
                                .map(container ->
                                        verdict(
                                                new Case(
                                                        event, workload, container, found, history,
                                                        pods, now)))
                                .toList();
                Instant settledAt =
                        event.event() instanceof ImageEvent.Located located
                                ? located.settledAt()
                                : now;
                yield ContainerVerdict.combine(verdicts, workload, now, settledAt);
            }
        };
    }

    static ContainerVerdict verdict(Case it) {
        return Guards.firstThatHolds(it)
                .orElseGet(() ->
                        it.mayRunAlready() && it.pods().isEmpty()
                                ? new ContainerVerdict.NeedsPods()
                                : roll(it));
    }

    private static ContainerVerdict roll(Case it) {
        ImageReference reference = it.reference();
        var pinned = new ImageChange(it.container(), reference.pinnedTo(it.wanted()));
        var unpinned = new ImageChange(it.container(), reference.withoutDigest());
        var pin = new Pin(reference.withoutDigest(), it.wanted(), it.event().position());
        return switch (it.policy()) {
            case PIN -> new Roll(pinned, pin, Pods.BY_IMAGE, noPods(it));
            case RESTART, RECREATE ->
                    it.now().isBefore(it.located().settledAt())
                            ? new TooEarly(it.located().settledAt())
                            : new Roll(unpinned, pin, pods(it), it.insteadOfPin());
            case NOTIFY -> new Report(pinned);
            case IGNORE -> throw new IllegalStateException("ignored by the first guard");
        };
    }

    private static Pods pods(Case it) {
        return it.policy() == Policy.RECREATE ? Pods.EVICTED : Pods.RESTARTED;
    }

    private static Optional<String> noPods(Case it) {
        return it.workload().rollout().noPods()
                ? Optional.of("it is scaled to zero, so no pods are replaced")
                : Optional.empty();
    }
}
