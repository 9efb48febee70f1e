// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.image.Digest;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.History;

import java.util.Optional;

/// What would be decided about an event at one workload, or in the whole cluster.
///
/// @param workload empty where it concerns none
/// @param kind the outcome that it would have
/// @param detail a sentence; may be empty where the kind says it all
/// @param writes whether the workload would be changed
/// @param newer the newest digest of the tag, where that is the reason
public record Verdict(
        Optional<WorkloadRef> workload,
        OutcomeKind kind,
        String detail,
        boolean writes,
        Optional<Digest> newer) {

    /// At one workload.
    static Verdict of(WorkloadRef workload, Decision decision, History history) {
        return switch (decision) {
            case Decision.SetImages it -> write(workload, OutcomeKind.Written, it);
            case Decision.Restart it -> write(workload, OutcomeKind.Restarted, it);
            case Decision.Recreate it -> write(workload, OutcomeKind.Recreated, it);
            case Decision.Hold it -> leave(workload, OutcomeKind.Held, it.remark());
            case Decision.Notify _ -> leave(workload, OutcomeKind.Notified, "policy notify");
            case Decision.Leave(OutcomeKind why, String detail) ->
                    new Verdict(
                            Optional.of(workload),
                            why,
                            detail,
                            false,
                            why == OutcomeKind.Superseded
                                    ? history.newestWord().flatMap(History.Word::digest)
                                    : Optional.empty());
            case Decision.Wait _, Decision.NeedsPods _ ->
                    throw new IllegalStateException("not decided yet: " + decision);
        };
    }

    /// Nothing would be written there for now.
    Verdict held(OutcomeKind why, String detail) {
        return new Verdict(workload, why, detail, false, Optional.empty());
    }

    /// In the whole cluster.
    static Verdict clusterWide(OutcomeKind kind, String detail) {
        return new Verdict(Optional.empty(), kind, detail, false, Optional.empty());
    }

    private static Verdict write(WorkloadRef workload, OutcomeKind kind, Decision.Write write) {
        return new Verdict(Optional.of(workload), kind, write.remark(), true, Optional.empty());
    }

    private static Verdict leave(WorkloadRef workload, OutcomeKind kind, String detail) {
        return new Verdict(Optional.of(workload), kind, detail, false, Optional.empty());
    }
}
