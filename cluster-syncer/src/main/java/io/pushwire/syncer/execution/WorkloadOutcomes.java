// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReading;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What becomes of one event at one workload, in words.
///
/// @param cluster its name
/// @param workload as it was when it was decided
record WorkloadOutcomes(String cluster, PositionedEvent event, Workload workload, Clock clock) {

    /// Nothing was written.
    Outcome left(OutcomeKind why, String detail, Instant decidedAt) {
        return outcome(why, detail, List.of(), decidedAt, Optional.empty());
    }

    /// Nothing was written, and that was not a decision.
    Outcome left(OutcomeKind why, String detail) {
        return left(why, detail, clock.instant());
    }

    Outcome notified(Decision.Notify notify, Instant decidedAt) {
        return outcome(
                OutcomeKind.Notified,
                "policy notify: would be patched",
                notify.changes(),
                decidedAt,
                Optional.empty());
    }

    Outcome wouldWrite(Decision.Write write, Instant decidedAt) {
        return outcome(
                OutcomeKind.WouldWrite,
                "dry run: would be " + deed(write),
                write.changes(),
                decidedAt,
                Optional.empty());
    }

    Outcome written(Decision.Write write, Instant decidedAt) {
        return switch (write) {
            case Decision.SetImages _ -> done(OutcomeKind.Written, deed(write), write, decidedAt);
            case Decision.Restart _ -> done(OutcomeKind.Restarted, deed(write), write, decidedAt);
            case Decision.Recreate _ -> done(OutcomeKind.Recreated, deed(write), write, decidedAt);
            case Decision.Hold _ -> left(OutcomeKind.Held, write.remark(), decidedAt);
        };
    }

    /// @param pods names of those that were evicted
    Outcome recreated(Decision.Write write, List<String> pods, Instant decidedAt) {
        return pods.isEmpty()
                ? left(OutcomeKind.SameDigest, "none of its pods is outdated", decidedAt)
                : done(
                        OutcomeKind.Recreated,
                        "evicted " + String.join(", ", pods),
                        write,
                        decidedAt);
    }

    /// What an owner of the event's partition wrote that ended before it could record it. Evictions
    /// are not seen on the workload: they are gone on with.
    Optional<Outcome> writtenBefore(PolicyReading policy, Instant decidedAt) {
        if (!(workload.pins() instanceof Pins.Known pins)) {
            return Optional.empty();
        }
        List<Container> written =
                workload.containers().stream()
                        .filter(container -> !isRecreated(policy, container))
                        .filter(container ->
                                pins.of(container.name())
                                        .filter(pin -> pin.position().equals(event.position()))
                                        .isPresent())
                        .toList();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        boolean pinned = written.stream().anyMatch(Container::pinned);
        return Optional.of(
                new Outcome(
                        cluster,
                        pinned ? OutcomeKind.Written : OutcomeKind.Restarted,
                        "%s before; told again, as its syncer ended before it had committed that"
                                .formatted(pinned ? "patched" : "restarted"),
                        EventExecution.cause(event),
                        Optional.of(workload.ref()),
                        written.stream()
                                .map(container ->
                                        new Outcome.Change(
                                                container.name(),
                                                pins.of(container.name()).orElseThrow().spec(),
                                                container.image()))
                                .toList(),
                        decidedAt,
                        Optional.of(decidedAt)));
    }

    private static boolean isRecreated(PolicyReading policy, Container container) {
        return policy instanceof PolicyReading.Found found
                && found.of(container.name()).policy() == Policy.RECREATE;
    }

    private static String deed(Decision.Write write) {
        String verb =
                switch (write) {
                    case Decision.SetImages _ -> "patched";
                    case Decision.Restart _ -> "restarted";
                    case Decision.Recreate _ -> "recreated, its outdated pods evicted";
                    case Decision.Hold _ -> "held";
                };
        return write.remark().isEmpty() ? verb : verb + "; " + write.remark();
    }

    private Outcome done(OutcomeKind kind, String detail, Decision.Write write, Instant decidedAt) {
        return outcome(kind, detail, write.changes(), decidedAt, Optional.of(clock.instant()));
    }

    private Outcome outcome(
            OutcomeKind kind,
            String detail,
            List<Decision.ImageChange> changes,
            Instant decidedAt,
            Optional<Instant> doneAt) {
        return new Outcome(
                cluster,
                kind,
                detail,
                EventExecution.cause(event),
                Optional.of(workload.ref()),
                changes.stream()
                        .map(change ->
                                new Outcome.Change(
                                        change.container().name(), change.from(), change.to()))
                        .toList(),
                decidedAt,
                doneAt);
    }
}
