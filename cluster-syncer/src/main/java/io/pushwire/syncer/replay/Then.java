// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the record says came of an event at one workload, or in the whole cluster.
///
/// @param workload empty where it concerned none, or where nothing is recorded
/// @param decided how it ended; empty where nothing is recorded
/// @param detail of that, as it was recorded
/// @param rollout what the rollout came to that followed; empty where none did, or where it is not
///   recorded
/// @param rolloutDetail of that
/// @param toReady from the write to the rollout's end
public record Then(
        Optional<WorkloadRef> workload,
        Optional<OutcomeKind> decided,
        String detail,
        Optional<OutcomeKind> rollout,
        String rolloutDetail,
        Optional<Duration> toReady) {

    private static final Set<OutcomeKind> ROLLOUTS =
            Set.of(
                    OutcomeKind.RolledOut,
                    OutcomeKind.RolledOutToPartition,
                    OutcomeKind.AwaitingDelete,
                    OutcomeKind.RolloutFailed,
                    OutcomeKind.Superseded,
                    OutcomeKind.Gone);

    /// Nothing is recorded.
    public static Then unknown(Optional<WorkloadRef> workload) {
        return new Then(workload, Optional.empty(), "", Optional.empty(), "", Optional.empty());
    }

    /// One for each workload, in the order in which they were first told of.
    ///
    /// @param recorded what came of one event, in the order of the record
    public static List<Then> of(List<Outcome> recorded) {
        Map<Optional<WorkloadRef>, List<Outcome>> byWorkload = new LinkedHashMap<>();
        recorded.forEach(outcome ->
                byWorkload
                        .computeIfAbsent(outcome.workload(), _ -> new ArrayList<>())
                        .add(outcome));
        return byWorkload.entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue()))
                .toList();
    }

    private static Then of(Optional<WorkloadRef> workload, List<Outcome> recorded) {
        Optional<Outcome> decided = Optional.empty();
        Optional<Outcome> rollout = Optional.empty();
        for (Outcome outcome : recorded) {
            if (ROLLOUTS.contains(outcome.kind()) && decided.filter(Then::isWrite).isPresent()) {
                rollout = Optional.of(outcome);
            } else if (!isTold(decided, outcome)) {
                decided = Optional.of(outcome);
                rollout = Optional.empty();
            }
        }
        return new Then(
                workload,
                decided.map(Outcome::kind),
                decided.map(Outcome::detail).orElse(""),
                rollout.map(Outcome::kind),
                rollout.map(Outcome::detail).orElse(""),
                toReady(decided, rollout));
    }

    /// The same word again, as after a restart of the syncer, says nothing new.
    private static boolean isTold(Optional<Outcome> before, Outcome outcome) {
        return before.filter(Then::isWrite).isPresent()
                && (before.get().id().equals(outcome.id())
                        || outcome.kind() == OutcomeKind.SameDigest);
    }

    private static Optional<Duration> toReady(Optional<Outcome> decided, Optional<Outcome> end) {
        return end.filter(it -> it.kind() == OutcomeKind.RolledOut)
                .flatMap(ready ->
                        decided.flatMap(Outcome::writtenAt)
                                .map(written -> Duration.between(written, ready.decidedAt())));
    }

    static boolean isWrite(Outcome outcome) {
        return Effect.isWrite(outcome.kind());
    }
}
