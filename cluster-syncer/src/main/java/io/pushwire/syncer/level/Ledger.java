// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.Owed;
import io.pushwire.inventory.TagUse;
import io.pushwire.inventory.Wrote;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What we wrote to the objects that follow the tags of one partition, and what is owed to them.
public final class Ledger {

    private final Map<ImageTag, Map<String, Entry>> byTag = new HashMap<>();

    /// @param log id of the topic: what was written because of another one is forgotten
    public Ledger(Collection<TagUse> inventory, String log) {
        for (TagUse tag : inventory) {
            for (var use : tag.workloads()) {
                Optional<Wrote> wrote = use.wrote().filter(it -> it.position().log().equals(log));
                Optional<Owed> owed = use.owed().filter(it -> it.position().log().equals(log));
                if (wrote.isPresent() || owed.isPresent()) {
                    put(tag.image(), use.uid(), new Entry(wrote, owed, Optional.empty()));
                }
            }
        }
    }

    /// @param said the last outcome
    record Entry(Optional<Wrote> wrote, Optional<Owed> owed, Optional<Said> said) {
        static final Entry EMPTY = new Entry(Optional.empty(), Optional.empty(), Optional.empty());
    }

    record Said(OutcomeKind kind, Position position) {}

    synchronized Entry of(ImageTag tag, String uid) {
        return byTag.getOrDefault(tag, Map.of()).getOrDefault(uid, Entry.EMPTY);
    }

    /// What stands on the object, if it is newer than what is known.
    synchronized void see(ImageTag tag, String uid, Wrote found) {
        Entry before = of(tag, uid);
        if (before.wrote()
                .filter(wrote -> !wrote.position().isOlderThan(found.position()))
                .isEmpty()) {
            put(tag, uid, new Entry(Optional.of(found), before.owed(), before.said()));
        }
    }

    /// We wrote it.
    synchronized void wrote(ImageTag tag, String uid, Wrote written) {
        Entry before = of(tag, uid);
        Wrote now = before.wrote().map(wrote -> wrote.then(written)).orElse(written);
        put(tag, uid, new Entry(Optional.of(now), before.owed(), before.said()));
    }

    /// What an outcome at the object leaves owed.
    synchronized void follow(ImageTag tag, String uid, Outcome outcome) {
        Entry before = of(tag, uid);
        Outcome.Cause cause = outcome.cause();
        Optional<Owed> owed =
                switch (Effect.of(outcome.kind())) {
                    case OWES -> Optional.of(owed(outcome, before));
                    case SETTLES -> Optional.empty();
                    case NONE -> before.owed();
                };
        boolean older =
                before.owed().filter(it -> cause.position().isOlderThan(it.position())).isPresent();
        Optional<Said> said = Optional.of(new Said(outcome.kind(), cause.position()));
        put(tag, uid, new Entry(before.wrote(), older ? before.owed() : owed, said));
    }

    /// Forgets the objects that follow the tag no more.
    synchronized void keepOnly(ImageTag tag, Set<String> uids) {
        Map<String, Entry> entries = byTag.get(tag);
        if (entries != null) {
            entries.keySet().retainAll(uids);
            if (entries.isEmpty()) {
                byTag.remove(tag);
            }
        }
    }

    /// Everything that is known to have been written, or to be.
    synchronized List<Word> words() {
        return byTag.entrySet().stream()
                .flatMap(tag ->
                        tag.getValue().values().stream()
                                .flatMap(entry -> words(tag.getKey(), entry).stream()))
                .toList();
    }

    record Word(ImageTag tag, Digest digest, Position position) {}

    private static List<Word> words(ImageTag tag, Entry entry) {
        var words = new ArrayList<Word>();
        entry.wrote().ifPresent(it -> words.add(new Word(tag, it.digest(), it.position())));
        entry.owed()
                .ifPresent(it ->
                        it.digest()
                                .ifPresent(
                                        digest -> words.add(new Word(tag, digest, it.position()))));
        return words;
    }

    private static Owed owed(Outcome outcome, Entry before) {
        Outcome.Cause cause = outcome.cause();
        return new Owed(
                outcome.kind(),
                cause.digest(),
                cause.position(),
                cause.eventId(),
                before.owed()
                        .filter(it -> it.kind() == outcome.kind())
                        .filter(it -> it.position().equals(cause.position()))
                        .map(Owed::since)
                        .orElse(outcome.decidedAt()),
                outcome.detail());
    }

    private void put(ImageTag tag, String uid, Entry entry) {
        byTag.computeIfAbsent(tag, _ -> new HashMap<>()).put(uid, entry);
    }
}
