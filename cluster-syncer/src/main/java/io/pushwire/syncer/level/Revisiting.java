// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.Revisits;
import io.pushwire.syncer.execution.WorkloadFollower;
import io.pushwire.syncer.execution.Workloads;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks again at what we manage whenever it changes, and when somebody asks for it.
public final class Revisiting implements Revisits, WorkloadFollower {

    private final Workloads workloads;
    private final Partitions partitions;
    private final InventoryKeeper inventory;

    public Revisiting(Workloads workloads, Partitions partitions, InventoryKeeper inventory) {
        this.workloads = workloads;
        this.partitions = partitions;
        this.inventory = inventory;
    }

    @Override
    public void changed(Optional<Workload> before, Optional<Workload> after) {
        inventoried(before, after).forEach(inventory::changed);
        after.ifPresent(workload -> {
            partitions.assigned().forEach(partition -> partition.see(workload));
            revisit(workload);
        });
    }

    @Override
    public void revisit(WorkloadRef workload) {
        workloads.find(workload).ifPresent(this::revisit);
    }

    @Override
    public void revisitIn(Predicate<String> namespaces) {
        workloads.all().stream()
                .filter(workload -> namespaces.test(workload.ref().namespace()))
                .forEach(this::revisit);
    }

    private void revisit(Workload workload) {
        for (ImageTag tag : tags(workload)) {
            partitions.assigned().forEach(partition -> partition.revisit(tag, workload, true));
        }
    }

    /// The tags of which the inventory may say something else now. Others that the workload uses
    /// may have thousands of users, who all would be looked at.
    private static Set<ImageTag> inventoried(Optional<Workload> before, Optional<Workload> after) {
        Set<ImageTag> tags =
                Stream.of(before, after)
                        .flatMap(Optional::stream)
                        .flatMap(workload -> tags(workload).stream())
                        .collect(Collectors.toSet());
        boolean same =
                before.map(Workload::uid)
                        .filter(after.map(Workload::uid).orElse("")::equals)
                        .isPresent();
        if (same) {
            tags.removeIf(
                    tag -> said(tag, before.orElseThrow()).equals(said(tag, after.orElseThrow())));
        }
        return tags;
    }

    private static List<Said> said(ImageTag tag, Workload workload) {
        return workload.containers().stream()
                .filter(container -> container.follows().filter(tag::equals).isPresent())
                .map(container ->
                        new Said(
                                container.name(),
                                container.image(),
                                workload.pins() instanceof Pins.Known pins
                                        ? pins.of(container.name())
                                        : Optional.empty()))
                .toList();
    }

    /// What the inventory says of a container, and what it is said by.
    private record Said(String container, String image, Optional<Pins.Pin> pin) {}

    static List<ImageTag> tags(Workload workload) {
        return workload.containers().stream()
                .map(Container::follows)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
