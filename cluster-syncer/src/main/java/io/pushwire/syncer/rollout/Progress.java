// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

/// How far a rollout is.
public sealed interface Progress {

    /// Under way.
    ///
    /// @param detail what it waits for
    record Going(String detail) implements Progress {}

    /// Halted on purpose: no time counts against it.
    record Halted(String detail) implements Progress {}

    /// Every pod is of the newest template, and available.
    record Complete(String detail) implements Progress {}

    /// Every pod that the partition does not hold back is.
    record ToPartition(String detail) implements Progress {}

    /// Goes on when somebody deletes pods.
    record AwaitingDelete(String detail) implements Progress {}

    /// Its own controller gave up.
    record GivenUp(String reason) implements Progress {}

    /// Its status does not tell; it may later.
    record Untold() implements Progress {}

    /// A change of it replaces no pods.
    record Nothing() implements Progress {}
}
