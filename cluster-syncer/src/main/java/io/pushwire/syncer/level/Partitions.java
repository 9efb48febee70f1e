// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.decision.History;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.Histories;
import io.pushwire.syncer.execution.Workloads;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The partitions that this replica has now.
public final class Partitions implements Histories {

    private final Workloads workloads;
    private final Map<Integer, Partition> assigned = new ConcurrentHashMap<>();

    public Partitions(Workloads workloads) {
        this.workloads = workloads;
    }

    void open(Partition partition) {
        assigned.put(partition.number(), partition);
    }

    void close(Partition partition) {
        assigned.remove(partition.number(), partition);
    }

    Collection<Partition> assigned() {
        return assigned.values();
    }

    boolean has(Partition partition) {
        return assigned.get(partition.number()) == partition;
    }

    @Override
    public History of(PositionedEvent event, Workload workload) {
        Partition partition = assigned.get(event.position().partition());
        return partition == null
                ? History.none()
                : partition.history(event.event().image(), workload.uid());
    }

    /// Remembers what came of an event.
    void follow(Outcome outcome) {
        Partition partition = assigned.get(outcome.cause().position().partition());
        Optional<ImageTag> image = ImageTag.parse(outcome.cause().image());
        Optional<Workload> workload = outcome.workload().flatMap(workloads::find);
        if (partition != null && image.isPresent() && workload.isPresent()) {
            partition.follow(image.get(), workload.get(), outcome);
        }
    }
}
