// SPDX-License-Identifier: Apache-2.0
package io.pushwire.outcome;

/// Every way an event can end at a workload. The name is what stands in the record.
public enum OutcomeKind {
    /// The workload's containers were patched to the digest.
    Written,
    /// The workload was restarted, so that its pods pull the tag again.
    Restarted,
    /// Outdated pods were evicted, so that their controller replaces them.
    Recreated,
    /// Dry run: it would have been written or restarted.
    WouldWrite,
    /// The policy asks for no more than to say what would be written.
    Notified,
    /// It already has this digest from us, or was already restarted for it.
    SameDigest,
    /// A newer event for the tag was already acted upon.
    Stale,
    /// A newer event came before this one was acted upon; that one decides. Or before its rollout
    /// had ended, or somebody changed the image meanwhile; then that change is what rolls.
    Superseded,
    /// The tag is gone from the registry; running pods are left alone.
    Deleted,
    /// The sender did not say the digest, or cannot be believed without the registry's word, which
    /// follows as an event of its own.
    Announced,
    /// The sender itself says that this happened before something it said earlier: the registry is
    /// asked, and its word follows as an event of its own.
    Doubtful,
    /// The first digest ever seen for the tag, found by asking the registry: recorded, rolled
    /// nowhere.
    Baseline,
    /// The container names a digest that we did not write: the user's own pin.
    PinnedByUser,
    /// The cluster's admission put a digest there that Pushwire did not ask for.
    PinnedByAdmission,
    /// The workload, or its namespace, is not among those that the syncer looks after.
    NotSelected,
    /// The policy of the workload is to ignore pushes.
    IgnoredByPolicy,
    /// The policy on the workload cannot be read; nothing is done until it is mended.
    InvalidPolicy,
    /// Another object is the controller of this one and writes it: an operator's, for example.
    OwnedBy,
    /// Our own annotation on the workload cannot be read; nothing is done until it is mended.
    InvalidAnnotation,
    /// The workload's own rollout is paused; a change would not reach its pods.
    RolloutPaused,
    /// Somebody paused Pushwire here; what is left is done when it resumes.
    Paused,
    /// Somebody went back to an older digest on purpose; a newer event, or taking the annotation
    /// `pushwire.io/hold` away, ends it.
    Held,
    /// Another manager put its own image back again and again; a newer event is tried again.
    Contested,
    /// Never written by Pushwire, and all of its pods run the digest already.
    AlreadyRunning,
    /// Another tool applies the image and would take a pin back; the configuration asks to leave
    /// it.
    AppliedBy,
    /// It is scaled to zero, so there is nothing to restart.
    NoPods,
    /// A restart would not pull the image again, or nothing runs that could be restarted.
    CannotRestart,
    /// The API server cannot change this one workload now, others it can; it is tried again.
    Deferred,
    /// The API server refused the change for good: admission or validation.
    Rejected,
    /// The syncer has no right to make the change.
    NotAllowed,
    /// The workload was deleted before it could be changed, or before its rollout had ended.
    Gone,
    /// After a change: the pods run it, all of them.
    RolledOut,
    /// After a change: the pods up to the rolling update's partition run it.
    RolledOutToPartition,
    /// After a change: pods are replaced when somebody deletes them (strategy OnDelete).
    AwaitingDelete,
    /// After a change: its pods do not become ready; the detail has their own reason.
    RolloutFailed,
    /// A fault of Pushwire itself kept it from deciding; the log has the stack trace.
    Failed,
    /// No workload of the cluster uses the tag.
    Unused,
    /// The record on the log cannot be read by this version.
    Unreadable
}
