// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One event at one workload: what came of it then, and what would now.
///
/// @param workload empty where it concerned none, then or now
public record Row(PastEvent event, Optional<WorkloadRef> workload, Then then, Verdict now)
        implements Entry {

    /// Whether it would end otherwise now, beyond what the time that passed explains. What is not
    /// recorded differs only from a write.
    public boolean differs() {
        return then.decided()
                .map(decided -> Effect.differ(decided, now.kind()))
                .orElse(now.writes());
    }

    /// First those that the record tells of.
    ///
    /// @param recorded what came of the event
    /// @param verdicts what would come of it now
    public static List<Row> of(PastEvent event, List<Outcome> recorded, List<Verdict> verdicts) {
        Map<Optional<WorkloadRef>, Verdict> now = new LinkedHashMap<>();
        verdicts.forEach(verdict -> now.put(verdict.workload(), verdict));
        List<Row> rows = new ArrayList<>();
        for (Then then : Then.of(recorded)) {
            rows.addAll(of(event, then, now));
        }
        for (Verdict verdict : now.values()) {
            if (verdict.workload().isPresent() || rows.isEmpty()) {
                Then unknown = Then.unknown(verdict.workload());
                rows.add(new Row(event, verdict.workload(), unknown, verdict));
            }
        }
        return rows;
    }

    /// Takes what belongs to it out of what would come of the event now.
    private static List<Row> of(
            PastEvent event, Then then, Map<Optional<WorkloadRef>, Verdict> now) {
        Verdict verdict = now.remove(then.workload());
        if (verdict == null && then.workload().isEmpty() && !now.isEmpty()) {
            // "Nobody uses it" stands beside each who does now.
            List<Row> rows =
                    now.values().stream()
                            .map(other -> new Row(event, other.workload(), then, other))
                            .toList();
            now.clear();
            return rows;
        }
        return List.of(
                new Row(event, then.workload(), then, verdict == null ? gone(then) : verdict));
    }

    private static Verdict gone(Then then) {
        return new Verdict(
                then.workload(),
                OutcomeKind.Unused,
                "it is not there any more, or does not use the tag",
                false,
                Optional.empty());
    }
}
