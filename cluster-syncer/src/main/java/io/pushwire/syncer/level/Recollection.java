// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.decision.History;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.Histories;
import io.pushwire.syncer.execution.OutcomeFollower;
import io.pushwire.syncer.execution.Workloads;
import io.pushwire.tag.KnownTag;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// What the topics remember of all partitions, for a command, which owns none of them: nothing here
/// is written back.
public final class Recollection implements Histories, OutcomeFollower {

    private final Map<Integer, Supplier<Memory>> unread = new HashMap<>();
    private final Map<Integer, Memory> partitions = new HashMap<>();
    private final Supplier<Workloads> workloads;
    private final Clock clock;
    private @Nullable Map<Integer, List<Workload>> pinned;

    /// @param workloads asked for where they first matter
    public Recollection(Supplier<Workloads> workloads, Clock clock) {
        this.workloads = workloads;
        this.clock = clock;
    }

    /// What the topics say of one partition of the log.
    ///
    /// @param settled from `pushwire.tags`
    /// @param inventory the cluster's
    /// @param unsettled what is on the log behind that
    public record Said(
            Collection<KnownTag> settled,
            Collection<TagUse> inventory,
            List<PositionedEvent> unsettled) {}

    /// One partition of the log.
    ///
    /// @param said asked when the partition first matters
    /// @param toNow whether what the inventory knows of a tag counts as a word about it; not where
    ///   the past is looked at as it was
    public synchronized void remember(Partition.Place place, Supplier<Said> said, boolean toNow) {
        unread.put(place.number(), () -> memory(place, said.get(), toNow));
    }

    private Memory memory(Partition.Place place, Said said, boolean toNow) {
        var memory =
                new Memory(
                        place, new Tags(said.settled()), new Ledger(said.inventory(), place.log()));
        if (toNow) {
            memory.learnFromLedger(clock.instant());
        }
        pinned().getOrDefault(place.number(), List.of()).forEach(memory::see);
        for (PositionedEvent each : said.unsettled()) {
            memory.tags().hear(each.event(), each.position(), clock.instant());
        }
        return memory;
    }

    /// Workloads by the partitions of what was written to them.
    private Map<Integer, List<Workload>> pinned() {
        Map<Integer, List<Workload>> found = pinned;
        if (found == null) {
            found = new HashMap<>();
            for (Workload workload : workloads.get().all()) {
                if (workload.pins() instanceof Pins.Known pins) {
                    for (int number :
                            pins.byContainer().values().stream()
                                    .map(pin -> pin.position().partition())
                                    .distinct()
                                    .toList()) {
                        found.computeIfAbsent(number, _ -> new ArrayList<>()).add(workload);
                    }
                }
            }
            pinned = found;
        }
        return found;
    }

    private synchronized @Nullable Memory memory(int number) {
        Supplier<Memory> first = unread.remove(number);
        if (first != null) {
            partitions.put(number, first.get());
        }
        return partitions.get(number);
    }

    /// One more event of the log, or one that was heard before; in its order.
    public PositionedEvent hear(ImageEvent event, Position at) {
        Memory memory = memory(at.partition());
        return memory == null
                ? new PositionedEvent(event, at)
                : memory.tags().hear(event, at, clock.instant());
    }

    /// The newest word about a tag under any of its names.
    public Optional<KnownTag> newest(ImageTag spelling) {
        return numbers().stream()
                .map(this::memory)
                .filter(Objects::nonNull)
                .flatMap(memory -> memory.tags().find(spelling).stream())
                .map(Tags.Known::tag)
                .findFirst();
    }

    private synchronized Set<Integer> numbers() {
        var all = new TreeSet<>(unread.keySet());
        all.addAll(partitions.keySet());
        return all;
    }

    @Override
    public History of(PositionedEvent event, Workload workload) {
        Memory memory = memory(event.position().partition());
        return memory == null
                ? History.none()
                : memory.history(event.event().image(), workload.uid());
    }

    @Override
    public void follow(Outcome outcome) {
        Memory memory = memory(outcome.cause().position().partition());
        Optional<ImageTag> image = ImageTag.parse(outcome.cause().image());
        Optional<Workload> workload = outcome.workload().flatMap(ref -> workloads.get().find(ref));
        if (memory != null && image.isPresent() && workload.isPresent()) {
            memory.follow(image.get(), workload.get(), outcome);
        }
    }
}
