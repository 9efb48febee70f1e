// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.decision.History;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.Histories;
import io.pushwire.syncer.execution.OutcomeFollower;
import io.pushwire.syncer.execution.Workloads;
import io.pushwire.tag.KnownTag;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the topics remember of all partitions, for a command, which owns none of them: nothing here
/// is written back.
public final class Recollection implements Histories, OutcomeFollower {

    private final Map<Integer, Memory> partitions = new HashMap<>();
    private final Workloads workloads;
    private final Clock clock;

    public Recollection(Workloads workloads, Clock clock) {
        this.workloads = workloads;
        this.clock = clock;
    }

    /// One partition of the log.
    ///
    /// @param settled from `pushwire.tags`
    /// @param inventory the cluster's
    /// @param toNow whether what the inventory knows of a tag counts as a word about it; not where
    ///   the past is looked at as it was
    public void remember(
            Partition.Place place,
            Collection<KnownTag> settled,
            Collection<TagUse> inventory,
            boolean toNow) {
        var memory = new Memory(place, new Tags(settled), new Ledger(inventory, place.log()));
        if (toNow) {
            memory.learnFromLedger(clock.instant());
        }
        workloads.all().forEach(memory::see);
        partitions.put(place.number(), memory);
    }

    /// One more event of the log, or one that was heard before; in its order.
    public PositionedEvent hear(ImageEvent event, Position at) {
        Memory memory = partitions.get(at.partition());
        return memory == null
                ? new PositionedEvent(event, at)
                : memory.tags().hear(event, at, clock.instant());
    }

    /// The newest word about a tag under any of its names.
    public Optional<KnownTag> newest(ImageTag spelling) {
        return partitions.values().stream()
                .flatMap(memory -> memory.tags().find(spelling).stream())
                .map(Tags.Known::tag)
                .findFirst();
    }

    @Override
    public History of(PositionedEvent event, Workload workload) {
        Memory memory = partitions.get(event.position().partition());
        return memory == null
                ? History.none()
                : memory.history(event.event().image(), workload.uid());
    }

    @Override
    public void follow(Outcome outcome) {
        Memory memory = partitions.get(outcome.cause().position().partition());
        Optional<ImageTag> image = ImageTag.parse(outcome.cause().image());
        Optional<Workload> workload = outcome.workload().flatMap(workloads::find);
        if (memory != null && image.isPresent() && workload.isPresent()) {
            memory.follow(image.get(), workload.get(), outcome);
        }
    }
}
