// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.event.ImageEvent;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.PositionedEvent;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a replay would write: of each tag the last event that would change a workload. Its size is
/// that of the cluster, not of the past.
public final class Plan {

    private final Map<ImageTag, Planned> byTag = new LinkedHashMap<>();

    Plan() {}

    /// An event, and what would be decided about it.
    public record Planned(PositionedEvent event, List<Verdict> verdicts) {
        public Planned {
            verdicts = List.copyOf(verdicts);
        }
    }

    /// To be called in the order of the log.
    void consider(PositionedEvent event, List<Verdict> verdicts) {
        if (event.event() instanceof ImageEvent.Located
                && verdicts.stream().anyMatch(Verdict::writes)) {
            // To the end: what is carried out is in the order of the log too.
            byTag.remove(event.event().image());
            byTag.put(event.event().image(), new Planned(event, verdicts));
        }
    }

    public Collection<Planned> events() {
        return byTag.values();
    }

    /// How many workloads would end how; those that would be written, and those of the same events
    /// that would be left.
    public Map<OutcomeKind, Integer> counts() {
        var counts = new EnumMap<OutcomeKind, Integer>(OutcomeKind.class);
        for (Planned planned : byTag.values()) {
            planned.verdicts().forEach(verdict -> counts.merge(verdict.kind(), 1, Integer::sum));
        }
        return counts;
    }

    /// How many workloads would be written.
    public int writes() {
        return (int)
                byTag.values().stream()
                        .flatMap(planned -> planned.verdicts().stream())
                        .filter(Verdict::writes)
                        .count();
    }
}
