// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.outcome.OutcomeKind;

/// What an outcome means for what is owed to a workload.
enum Effect {
    /// The event is not carried out yet.
    OWES,
    /// Whatever was owed is done, or is not wanted any more.
    SETTLES,
    /// It says nothing about that.
    NONE;

    static Effect of(OutcomeKind kind) {
        return switch (kind) {
            case RolloutPaused, Paused, Deferred, NotAllowed, Held, Contested -> OWES;
            case Written,
                    Restarted,
                    Recreated,
                    Notified,
                    SameDigest,
                    PinnedByUser,
                    PinnedByAdmission,
                    NotSelected,
                    IgnoredByPolicy,
                    InvalidPolicy,
                    OwnedBy,
                    InvalidAnnotation,
                    AlreadyRunning,
                    AppliedBy,
                    NoPods,
                    CannotRestart,
                    Rejected,
                    Gone ->
                    SETTLES;
            case WouldWrite,
                    Stale,
                    Superseded,
                    Deleted,
                    Announced,
                    Doubtful,
                    Baseline,
                    RolledOut,
                    RolledOutToPartition,
                    AwaitingDelete,
                    RolloutFailed,
                    Failed,
                    Unused,
                    Unreadable ->
                    NONE;
        };
    }

    /// Whether a revisit that ends like this is worth a record of its own.
    static boolean isNews(OutcomeKind kind) {
        return switch (kind) {
            case SameDigest, Stale, Superseded, Unused, Gone, Baseline -> false;
            default -> true;
        };
    }

    /// Whether something was done or tried; else it is a condition that lasts.
    static boolean isAct(OutcomeKind kind) {
        return switch (kind) {
            case Written, Restarted, Recreated, Rejected, Failed -> true;
            default -> false;
        };
    }
}
