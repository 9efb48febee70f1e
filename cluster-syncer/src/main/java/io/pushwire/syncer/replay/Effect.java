// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.outcome.OutcomeKind;

import java.util.Set;

/// Which ends of an event are alike.
final class Effect {

    private static final Set<OutcomeKind> WRITES =
            Set.of(OutcomeKind.Written, OutcomeKind.Restarted, OutcomeKind.Recreated);

    /// It is where the event wanted it, or beyond.
    private static final Set<OutcomeKind> THERE =
            Set.of(OutcomeKind.SameDigest, OutcomeKind.AlreadyRunning);

    /// What came later decides.
    private static final Set<OutcomeKind> OVERTAKEN =
            Set.of(OutcomeKind.Superseded, OutcomeKind.Stale);

    private Effect() {}

    static boolean isWrite(OutcomeKind kind) {
        return WRITES.contains(kind);
    }

    /// Whether the same event would now end otherwise, beyond what the time that passed explains:
    /// what was written is there now, and what newer events overtook cannot be compared.
    ///
    /// @param then what is recorded
    /// @param now what would be recorded now
    static boolean differ(OutcomeKind then, OutcomeKind now) {
        if (then == now || OVERTAKEN.contains(now)) {
            return false;
        }
        boolean wasReached = isWrite(then) || THERE.contains(then) || OVERTAKEN.contains(then);
        boolean wouldBeWritten = then == OutcomeKind.WouldWrite && isWrite(now);
        return !(wouldBeWritten || (wasReached && THERE.contains(now)));
    }
}
