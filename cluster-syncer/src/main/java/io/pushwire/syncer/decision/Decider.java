// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageReference;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.ContainerVerdict.Keep;
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

    /// @param event for a tag that the workload uses
    /// @param workload as it is now
    public static Decision decide(
            PositionedEvent event, Workload workload, PolicyReading reading, Instant now) {
        return switch (reading) {
            case PolicyReading.Invalid(String problem) ->
                    new Leave(OutcomeKind.InvalidPolicy, problem);
            case PolicyReading.Found(Policy policy, String from) when policy == Policy.IGNORE ->
                    new Leave(OutcomeKind.IgnoredByPolicy, "policy ignore, from " + from);
            case PolicyReading.Found(Policy policy, _) ->
                    switch (event.event()) {
                        case ImageEvent.Announced _ ->
                                new Leave(
                                        OutcomeKind.Announced,
                                        "waits for the registry's word on the digest");
                        case ImageEvent.Deleted _ ->
                                new Leave(
                                        OutcomeKind.Deleted,
                                        "the tag was deleted from the registry; pods go on"
                                                + " running");
                        case ImageEvent.Pushed _ when event.doubtful() ->
                                new Leave(
                                        OutcomeKind.Doubtful,
                                        "its sender says that it is older than what it said"
                                                + " before; waits for the registry's word");
                        case ImageEvent.Observed observed when observed.baseline() ->
                                new Leave(
                                        OutcomeKind.Baseline,
                                        "the first digest that was seen for the tag");
                        case ImageEvent.Located located ->
                                decide(located, event.position(), workload, policy, now);
                    };
        };
    }

    private static Decision decide(
            ImageEvent.Located located,
            Position position,
            Workload workload,
            Policy policy,
            Instant now) {
        return switch (workload.pins()) {
            case Pins.Broken(String problem) -> new Leave(OutcomeKind.InvalidAnnotation, problem);
            case Pins.Known pins -> {
                Set<ImageTag> spellings = Set.copyOf(located.announcement().spellings());
                List<ContainerVerdict> verdicts =
                        workload.containers().stream()
                                .filter(container ->
                                        container.follows().filter(spellings::contains).isPresent())
                                .map(container ->
                                        verdict(
                                                container, workload, policy, pins, located,
                                                position, now))
                                .toList();
                yield ContainerVerdict.combine(verdicts, workload, pins, policy, now);
            }
        };
    }

    private static ContainerVerdict verdict(
            Container container,
            Workload workload,
            Policy policy,
            Pins.Known pins,
            ImageEvent.Located located,
            Position position,
            Instant now) {
        ImageReference reference = container.reference().orElseThrow();
        Optional<Pin> ours = pins.of(container.name());
        Optional<Digest> pinned = reference.digest();
        if (pinned.isPresent() && ours.map(Pin::digest).filter(pinned.get()::equals).isEmpty()) {
            return Keep.of(
                    container,
                    OutcomeKind.PinnedByUser,
                    "is pinned to %s, not by Pushwire".formatted(pinned.get().abbreviated()));
        }
        Digest wanted = located.digest();
        boolean done =
                ours.map(Pin::digest).filter(wanted::equals).isPresent()
                        && pinned.isPresent() == (policy == Policy.PIN);
        if (done) {
            return Keep.of(
                    container,
                    OutcomeKind.SameDigest,
                    "is at %s already".formatted(wanted.abbreviated()));
        }
        if (ours.map(Pin::position).filter(position::isOlderThan).isPresent()) {
            return Keep.of(
                    container,
                    OutcomeKind.Stale,
                    "follows a newer event for the tag: %s"
                            .formatted(ours.get().digest().abbreviated()));
        }
        String spec = reference.withoutDigest();
        var pin = new Pin(spec, wanted, position);
        return policy == Policy.PIN
                ? new Roll(new ImageChange(container, reference.pinnedTo(wanted)), pin)
                : restart(container, workload, spec, pin, located.settledAt(), now);
    }

    private static ContainerVerdict restart(
            Container container,
            Workload workload,
            String spec,
            Pin pin,
            Instant settledAt,
            Instant now) {
        if (workload.restart() == Workload.RestartStyle.NONE) {
            return Keep.of(
                    container,
                    OutcomeKind.CannotRestart,
                    "runs no pods between its jobs; the next job pulls by its own pull policy");
        }
        if (!container.alwaysPulls()) {
            return Keep.of(
                    container,
                    OutcomeKind.CannotRestart,
                    "would not pull again: set its imagePullPolicy to Always, or use policy pin");
        }
        if (now.isBefore(settledAt)) {
            return new TooEarly(settledAt);
        }
        return new Roll(new ImageChange(container, spec), pin);
    }
}
