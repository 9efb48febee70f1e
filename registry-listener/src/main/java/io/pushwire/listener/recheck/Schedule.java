// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import io.pushwire.image.ImageTag;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/// Which tag is looked at when. Each registry has a queue of its own, so that none waits for
/// another.
final class Schedule {

    // A tag that cannot be judged now costs the registry nothing, and us next to nothing.
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Rhythm rhythm;
    private final InstantSource clock;
    private final Map<ImageTag, Entry> entries = new HashMap<>();
    private final Map<String, PriorityQueue<Entry>> queues = new HashMap<>();
    private final Map<String, Instant> closed = new HashMap<>();

    Schedule(Rhythm rhythm, InstantSource clock) {
        this.rhythm = rhythm;
        this.clock = clock;
    }

    private static final class Entry {
        private final ImageTag image;
        private Instant due;
        private boolean asking;
        private boolean again;
        private boolean looked;
        private int refusals;

        Entry(ImageTag image, Instant due) {
            this.image = image;
            this.due = due;
        }

        Instant due() {
            return due;
        }
    }

    synchronized boolean has(ImageTag image) {
        return entries.containsKey(image);
    }

    synchronized int size() {
        return entries.size();
    }

    /// A tag that is not here yet.
    ///
    /// @param now whether somebody waits for it; else its turn comes
    synchronized void add(ImageTag image, boolean now) {
        Instant due = now ? clock.instant() : clock.instant().plus(rhythm.first());
        var entry = new Entry(image, due);
        if (entries.putIfAbsent(image, entry) == null) {
            queue(image.host()).add(entry);
        }
    }

    synchronized void keepOnly(Predicate<ImageTag> kept) {
        entries.values()
                .removeIf(entry -> {
                    boolean gone = !kept.test(entry.image);
                    if (gone) {
                        queue(entry.image.host()).remove(entry);
                    }
                    return gone;
                });
    }

    /// The next look comes as soon as the registry's limits let it.
    ///
    /// @return whether the tag is here
    synchronized boolean now(ImageTag image) {
        Entry entry = entries.get(image);
        if (entry == null) {
            return false;
        }
        if (entry.asking) {
            entry.again = true;
        } else {
            put(entry, clock.instant());
        }
        return true;
    }

    /// The registries that have something due and may be asked.
    synchronized List<String> hostsDue() {
        return queues.keySet().stream().filter(host -> due(host).isPresent()).toList();
    }

    /// The next tag of a registry that is due; to be given back by [#done].
    synchronized Optional<ImageTag> take(String host) {
        Optional<Entry> due = due(host);
        due.ifPresent(entry -> {
            queue(host).remove(entry);
            entry.asking = true;
        });
        return due.map(entry -> entry.image);
    }

    /// The look is over.
    ///
    /// @param retryAfter how long the registry wants to be left alone
    synchronized void done(ImageTag image, LookResult result, Optional<Duration> retryAfter) {
        Instant now = clock.instant();
        retryAfter.ifPresent(pause -> closed.put(image.host(), now.plus(pause)));
        Entry entry = entries.get(image);
        if (entry == null || !entry.asking) {
            return;
        }
        Duration pause = pause(entry, result);
        entry.refusals = result.isRefusal() ? entry.refusals + 1 : 0;
        entry.looked |= result != LookResult.UNDER_WAY;
        entry.asking = false;
        put(entry, entry.again ? now : now.plus(pause));
        entry.again = false;
    }

    private Duration pause(Entry entry, LookResult result) {
        if (result == LookResult.UNDER_WAY) {
            Duration soon = rhythm.first();
            return soon.compareTo(LEAST) < 0 ? LEAST : soon;
        }
        return result.isRefusal()
                ? rhythm.afterRefusal(entry.refusals + 1)
                : rhythm.next(!entry.looked);
    }

    private void put(Entry entry, Instant due) {
        queue(entry.image.host()).remove(entry);
        entry.due = due;
        queue(entry.image.host()).add(entry);
    }

    private Optional<Entry> due(String host) {
        Instant now = clock.instant();
        return closed.getOrDefault(host, Instant.MIN).isAfter(now)
                ? Optional.empty()
                : Optional.ofNullable(queue(host).peek()).filter(entry -> !entry.due.isAfter(now));
    }

    private PriorityQueue<Entry> queue(String host) {
        return queues.computeIfAbsent(
                host, _ -> new PriorityQueue<>(Comparator.comparing(Entry::due)));
    }
}
