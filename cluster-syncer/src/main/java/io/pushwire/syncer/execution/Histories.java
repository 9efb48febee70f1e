// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.syncer.decision.History;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.Workload;

/// What is remembered of tags and workloads.
@FunctionalInterface
public interface Histories {

    /// As it is now: while an event waits, a newer one may be heard of.
    History of(PositionedEvent event, Workload workload);
}
