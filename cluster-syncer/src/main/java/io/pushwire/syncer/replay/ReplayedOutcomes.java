// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.execution.OutcomeLog;

import java.util.List;
import java.util.function.Consumer;

/// Says on the record that an outcome came of a replay, and who asked for it.
///
/// @param log the cluster's
/// @param by who asked
/// @param told of each that is recorded
public record ReplayedOutcomes(OutcomeLog log, String by, Consumer<Outcome> told)
        implements OutcomeLog {

    @Override
    public void record(List<Outcome> outcomes) throws InterruptedException {
        List<Outcome> marked = outcomes.stream().map(this::marked).toList();
        log.record(marked);
        marked.forEach(told);
    }

    private Outcome marked(Outcome it) {
        return new Outcome(
                it.cluster(),
                it.kind(),
                it.detail() + "; by a replay that " + by + " started",
                it.cause(),
                it.workload(),
                it.changes(),
                it.decidedAt(),
                it.writtenAt(),
                it.running());
    }
}
