// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/// What has to be looked at. A place waits in it once however often it changed, and is never looked
/// at by two at a time.
final class WorkQueue {
    private final DelayQueue<Item> waiting = new DelayQueue<>();
    private final Set<Place> ready = new HashSet<>();
    private final Set<Place> working = new HashSet<>();
    private final Set<Place> again = new HashSet<>();

    synchronized void add(Place place) {
        if (working.contains(place)) {
            again.add(place);
        } else if (ready.add(place)) {
            waiting.add(new Item(place, System.nanoTime(), false));
        }
    }

    /// Adds it when the time has come.
    void addLater(Place place, Duration delay) {
        waiting.add(new Item(place, System.nanoTime() + delay.toNanos(), true));
    }

    /// Waits for the next place; [#done] must follow.
    Place take() throws InterruptedException {
        while (true) {
            var item = waiting.take();
            if (started(item)) {
                return item.place();
            }
        }
    }

    private synchronized boolean started(Item item) {
        if (item.later()) {
            add(item.place());
            return false;
        }
        ready.remove(item.place());
        return working.add(item.place());
    }

    synchronized void done(Place place) {
        working.remove(place);
        if (again.remove(place)) {
            add(place);
        }
    }

    /// @param later whether it is only a reminder to add the place
    private record Item(Place place, long at, boolean later) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
