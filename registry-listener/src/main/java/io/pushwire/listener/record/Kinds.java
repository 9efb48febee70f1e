// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.outcome.OutcomeKind;

import java.util.EnumSet;
import java.util.Set;

/// Which outcomes say what.
final class Kinds {

    /// A workload was changed.
    static final Set<OutcomeKind> ROLLED =
            Set.copyOf(
                    EnumSet.of(OutcomeKind.Written, OutcomeKind.Restarted, OutcomeKind.Recreated));

    /// What pods run was looked at.
    static final Set<OutcomeKind> SEEN =
            Set.copyOf(EnumSet.of(OutcomeKind.RolledOut, OutcomeKind.RolledOutToPartition));

    private Kinds() {}
}
