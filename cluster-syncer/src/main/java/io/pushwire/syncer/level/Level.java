// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.execution.Workloads;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

/// What happens around the events: what is remembered of a partition comes and goes with it.
public final class Level {

    private final Workloads workloads;
    private final Partitions partitions;
    private final InventoryKeeper inventory;
    private final Clock clock;

    public Level(
            Workloads workloads, Partitions partitions, InventoryKeeper inventory, Clock clock) {
        this.workloads = workloads;
        this.partitions = partitions;
        this.inventory = inventory;
        this.clock = clock;
    }

    /// A partition is ours: what we manage of it is looked at, before anything new is read.
    ///
    /// @param tags from `pushwire.tags`
    /// @param loaded from our inventory
    /// @param turns the order of its events
    public Partition open(
            Partition.Place place,
            Tags tags,
            Collection<TagUse> loaded,
            Partition.Turns turns,
            EventExecution execution) {
        var partition =
                new Partition(
                        place, tags, loaded, turns, new Revisitor(workloads, execution, clock));
        partitions.open(partition);
        // Once, since it reads every annotation; and only now, so that no change is missed.
        List<Workload> all = workloads.all();
        all.forEach(partition::see);
        inventory.opened(partition, all);
        for (Workload workload : all) {
            for (ImageTag tag : Revisiting.tags(workload)) {
                partition.revisit(tag, workload, false);
            }
        }
        return partition;
    }

    /// It goes to another replica in good order.
    public void close(Partition partition) throws InterruptedException {
        inventory.closing(partition);
        partitions.close(partition);
    }

    /// Another replica has it already.
    public void abandon(Partition partition) {
        partitions.close(partition);
    }

    /// Writes what is due of the inventory.
    public void flush() throws InterruptedException {
        inventory.flush();
    }
}
