// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.inventory.Wrote;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.History;
import io.pushwire.syncer.decision.Pins;
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

    private final Place place;
    private final Tags tags;
    private final Ledger ledger;
    private final Map<ImageTag, TagUse> inventory;
    private final Turns turns;
    private final Revisitor revisitor;
    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();

    /// @param loaded our inventory of the partition
    Partition(Place place, Tags tags, Collection<TagUse> loaded, Turns turns, Revisitor revisitor) {
        this.place = place;
        this.tags = tags;
        this.turns = turns;
        this.revisitor = revisitor;
        this.ledger = new Ledger(loaded, place.log());
        this.inventory =
                new ConcurrentHashMap<>(
                        loaded.stream()
                                .collect(Collectors.toMap(TagUse::image, Function.identity())));
        ledger.words()
                .forEach(word ->
                        tags.learn(word.tag(), word.digest(), word.position(), revisitor.now()));
    }

    /// @param log id of the topic
    /// @param number of the partition
    /// @param partitioner which partition a tag's events are in
    public record Place(String log, int number, ToIntFunction<ImageTag> partitioner) {}

    /// One more event of the log; to be called in its order.
    public PositionedEvent hear(ImageEvent event, Position at) {
        return tags.hear(event, at, revisitor.now());
    }

    int number() {
        return place.number();
    }

    Tags tags() {
        return tags;
    }

    Ledger ledger() {
        return ledger;
    }

    /// The records as they were last written or read, by tag.
    Map<ImageTag, TagUse> inventory() {
        return inventory;
    }

    /// The name under which a tag that workloads spell like this is kept here, if it is.
    Optional<ImageTag> keyOf(ImageTag spelling) {
        return tags.find(spelling)
                .map(known -> known.tag().image())
                .or(() ->
                        place.partitioner().applyAsInt(spelling) == place.number()
                                ? Optional.of(spelling)
                                : Optional.empty());
    }

    List<ImageTag> spellings(ImageTag key) {
        return tags.find(key)
                .map(known -> known.tag().hosts().stream().map(key::at).toList())
                .orElseGet(() -> List.of(key));
    }

    History history(ImageTag image, String uid) {
        Ledger.Entry entry = ledger.of(image, uid);
        return new History(tags.find(image).flatMap(Tags.Known::word), entry.wrote(), entry.owed());
    }

    /// Decides a workload again by the newest word about a tag that it follows, in turn with the
    /// tag's events, if we manage it. Returns at once.
    ///
    /// @param changed whether the workload changed, or somebody asked; else the partition is new
    void revisit(ImageTag spelling, Workload workload, boolean changed) {
        tags.find(spelling)
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

    /// What our annotation on an object says we wrote.
    void see(Workload workload) {
        if (!(workload.pins() instanceof Pins.Known pins)) {
            return;
        }
        for (Container container : workload.containers()) {
            Optional<Pins.Pin> pin = pins.of(container.name()).filter(this::isOurs);
            Optional<ImageTag> key = container.follows().flatMap(this::keyOf);
            if (pin.isPresent() && key.isPresent()) {
                ledger.see(
                        key.get(),
                        workload.uid(),
                        new Wrote(
                                pin.get().digest(),
                                pin.get().position(),
                                container.pinned(),
                                List.of()));
            }
        }
    }

    /// @param at the object as the index has it after the outcome
    void follow(ImageTag image, Workload at, Outcome outcome) {
        ledger.follow(image, at.uid(), outcome);
        boolean pinned = outcome.kind() == OutcomeKind.Written;
        if (pinned || outcome.kind() == OutcomeKind.Restarted) {
            Position position = outcome.cause().position();
            boolean same =
                    at.pins() instanceof Pins.Known pins
                            && pins.byContainer().values().stream()
                                    .anyMatch(pin -> pin.position().equals(position));
            // Else it was deleted and made again meanwhile.
            if (same) {
                outcome.cause()
                        .digest()
                        .ifPresent(digest ->
                                ledger.wrote(
                                        image,
                                        at.uid(),
                                        new Wrote(
                                                digest,
                                                position,
                                                pinned,
                                                outcome.writtenAt().stream().toList())));
            }
        }
    }

    private boolean isOurs(Pins.Pin pin) {
        return pin.position().log().equals(place.log())
                && pin.position().partition() == place.number();
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
