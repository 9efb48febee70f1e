// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.History;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.Workload;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// What is remembered of one partition of the log as long as it is ours.
public final class Partition {

    private final Memory memory;
    private final Map<ImageTag, TagUse> inventory;
    private final Turns turns;
    private final Revisitor revisitor;
    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();

    /// @param loaded our inventory of the partition
    Partition(Place place, Tags tags, Collection<TagUse> loaded, Turns turns, Revisitor revisitor) {
        this.turns = turns;
        this.revisitor = revisitor;
        this.memory = new Memory(place, tags, new Ledger(loaded, place.log()));
        this.inventory =
                new ConcurrentHashMap<>(
                        loaded.stream()
                                .collect(Collectors.toMap(TagUse::image, Function.identity())));
        memory.learnFromLedger(revisitor.now());
    }

    /// @param log id of the topic
    /// @param number of the partition
    /// @param partitioner which partition a tag's events are in
    public record Place(String log, int number, ToIntFunction<ImageTag> partitioner) {}

    /// One more event of the log; to be called in its order.
    public PositionedEvent hear(ImageEvent event, Position at) {
        return tags().hear(event, at, revisitor.now());
    }

    int number() {
        return memory.place().number();
    }

    Tags tags() {
        return memory.tags();
    }

    Ledger ledger() {
        return memory.ledger();
    }

    /// The records as they were last written or read, by tag.
    Map<ImageTag, TagUse> inventory() {
        return inventory;
    }

    /// See [Memory#keyOf].
    Optional<ImageTag> keyOf(ImageTag spelling) {
        return memory.keyOf(spelling);
    }

    List<ImageTag> spellings(ImageTag key) {
        return tags().find(key)
                .map(known -> known.tag().hosts().stream().map(key::at).toList())
                .orElseGet(() -> List.of(key));
    }

    History history(ImageTag image, String uid) {
        return memory.history(image, uid);
    }

    /// Decides a workload again by the newest word about a tag that it follows, in turn with the
    /// tag's events, if we manage it. Returns at once.
    ///
    /// @param changed whether the workload changed, or somebody asked; else the partition is new
    void revisit(ImageTag spelling, Workload workload, boolean changed) {
        tags().find(spelling)
                .filter(known -> revisitor.isManaged(this, known, workload))
                .map(known -> new Pending(known.tag().image(), workload.ref()))
                .filter(pending::add)
                .ifPresent(next ->
                        turns.queue(
                                next.image().toString(),
                                () -> {
                                    pending.remove(next);
                                    revisitor.run(this, next, changed);
                                }));
    }

    /// See [Memory#see].
    void see(Workload workload) {
        memory.see(workload);
    }

    /// See [Memory#follow].
    void follow(ImageTag image, Workload at, Outcome outcome) {
        memory.follow(image, at, outcome);
    }

    /// The order of the events of each tag.
    public interface Turns {

        /// @param key of the tag's events
        void queue(String key, Task task);

        /// An interrupt leaves it undone.
        interface Task {
            void run() throws InterruptedException;
        }
    }

    /// A revisit that waits.
    record Pending(ImageTag image, WorkloadRef workload) {}
}
