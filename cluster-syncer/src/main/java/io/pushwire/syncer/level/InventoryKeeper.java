// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.inventory.Use;
import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.OutcomeFollower;
import io.pushwire.syncer.execution.Workloads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Keeps the inventory true: what changed is written soon. Between two looks at a tag are two
/// seconds, and a millisecond for each workload that uses it, so that one that thousands use is not
/// all that is worked at.
public final class InventoryKeeper implements OutcomeFollower {

    private static final Duration LEAST_BETWEEN = Duration.ofSeconds(2);

    private final Workloads workloads;
    private final Partitions partitions;
    private final InventoryLog log;
    private final Clock clock;
    private final Set<Dirty> dirty = ConcurrentHashMap.newKeySet();
    private final Map<Dirty, Instant> notBefore = new ConcurrentHashMap<>();

    public InventoryKeeper(
            Workloads workloads, Partitions partitions, InventoryLog log, Clock clock) {
        this.workloads = workloads;
        this.partitions = partitions;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void follow(Outcome outcome) {
        partitions.follow(outcome);
        ImageTag.parse(outcome.cause().image()).ifPresent(this::changed);
    }

    /// Something may have changed about who uses the tag.
    void changed(ImageTag spelling) {
        for (Partition partition : partitions.assigned()) {
            partition.keyOf(spelling).ifPresent(key -> dirty.add(new Dirty(partition, key)));
        }
    }

    /// What is loaded is compared with what is there.
    void opened(Partition partition, List<Workload> all) {
        partition.inventory().keySet().forEach(tag -> dirty.add(new Dirty(partition, tag)));
        for (Workload workload : all) {
            for (ImageTag tag : Revisiting.tags(workload)) {
                partition.keyOf(tag).ifPresent(key -> dirty.add(new Dirty(partition, key)));
            }
        }
    }

    /// Writes what is due.
    public void flush() throws InterruptedException {
        Instant now = clock.instant();
        notBefore.values().removeIf(at -> !at.isAfter(now));
        for (Partition partition : partitions.assigned()) {
            flush(partition, tag -> !notBefore.containsKey(tag));
        }
        dirty.removeIf(tag -> !partitions.has(tag.partition()));
    }

    /// Writes everything, because another replica gets the partition.
    void closing(Partition partition) throws InterruptedException {
        flush(partition, _ -> true);
    }

    private void flush(Partition partition, Predicate<Dirty> isDue) throws InterruptedException {
        synchronized (partition) {
            List<Dirty> due =
                    dirty.stream()
                            .filter(tag -> tag.partition() == partition)
                            .filter(isDue)
                            .toList();
            // What changes from here on is dirty again.
            due.forEach(dirty::remove);
            if (!write(partition, due)) {
                dirty.addAll(due);
            }
            due.forEach(tag -> notBefore.put(tag, nextLook(tag)));
        }
    }

    private Instant nextLook(Dirty tag) {
        TagUse written = tag.partition().inventory().get(tag.key());
        int users = written == null ? 0 : written.workloads().size();
        return clock.instant().plus(LEAST_BETWEEN).plusMillis(users);
    }

    private boolean write(Partition partition, List<Dirty> due) throws InterruptedException {
        Map<ImageTag, TagUse> written = partition.inventory();
        List<TagUse> records = new ArrayList<>();
        List<ImageTag> gone = new ArrayList<>();
        for (Dirty tag : due) {
            Optional<TagUse> now = use(partition, tag.key());
            TagUse before = written.get(tag.key());
            if (now.isEmpty() && before != null) {
                gone.add(tag.key());
            } else if (now.isPresent()
                    && (before == null || !before.workloads().equals(now.get().workloads()))) {
                records.add(now.get());
            }
        }
        if (records.isEmpty() && gone.isEmpty()) {
            return true;
        }
        boolean done = log.write(partition.number(), records, gone);
        if (done) {
            records.forEach(tag -> written.put(tag.image(), tag));
            gone.forEach(written::remove);
        }
        return done;
    }

    private Optional<TagUse> use(Partition partition, ImageTag key) {
        List<ImageTag> spellings = partition.spellings(key);
        List<Workload> using =
                partition.keyOf(key).filter(key::equals).isPresent()
                        ? workloads.following(spellings)
                        : List.of();
        partition
                .ledger()
                .keepOnly(key, using.stream().map(Workload::uid).collect(Collectors.toSet()));
        return using.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TagUse(
                                key,
                                using.stream()
                                        .map(workload -> use(partition, key, spellings, workload))
                                        .toList(),
                                clock.instant()));
    }

    private static Use use(
            Partition partition, ImageTag key, List<ImageTag> spellings, Workload workload) {
        var images = new LinkedHashMap<String, String>();
        for (Container container : workload.containers()) {
            if (container.follows().filter(spellings::contains).isPresent()) {
                images.put(container.name(), container.image());
            }
        }
        Ledger.Entry entry = partition.ledger().of(key, workload.uid());
        return new Use(workload.ref(), workload.uid(), images, entry.wrote(), entry.owed());
    }

    private record Dirty(Partition partition, ImageTag key) {}
}
