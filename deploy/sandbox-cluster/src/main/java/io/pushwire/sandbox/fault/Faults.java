// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.fault;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// The switchboard of what goes wrong. A request meets the first fault that fits, in the order in
/// which they were added.
public final class Faults {
    private final CopyOnWriteArrayList<Active> active = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<Long, Watch> watches = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    private record Watch(Call call, Runnable cut) {}

    /// Gives the fault as it is now, with the id by which it is removed.
    public Active add(Fault fault) {
        var added = new Active("fault-" + numbers.incrementAndGet(), fault);
        active.add(added);
        return added;
    }

    /// From now on every request is refused and every watch is cut, as if the server were away,
    /// until the fault is removed.
    public Active goAway() {
        var added = add(Fault.refuse());
        cutWatches(Fault.refuse());
        return added;
    }

    /// Ends all watches that this fault's parts meet, with a reset. Its effect plays no part; gives
    /// the number of watches.
    public int cutWatches(Fault which) {
        var met = watches.values().stream().filter(watch -> which.meets(watch.call())).toList();
        met.forEach(watch -> watch.cut().run());
        return met.size();
    }

    /// Ends all watches with a reset.
    public int cutWatches() {
        return cutWatches(Fault.refuse());
    }

    /// Takes a fault away and lets go what it holds; false when there is none of that id.
    public boolean remove(String id) {
        var found = active.stream().filter(it -> it.id().equals(id)).toList();
        active.removeAll(found);
        found.forEach(Active::remove);
        return !found.isEmpty();
    }

    /// Takes all faults away and lets go what they hold.
    public void clear() {
        active.forEach(it -> remove(it.id()));
    }

    public List<Active> active() {
        return List.copyOf(active);
    }

    /// How many requests are held now, by all faults.
    public int held() {
        return active.stream().mapToInt(Active::held).sum();
    }

    /// The watches that are open now.
    public int openWatches() {
        return watches.size();
    }

    /// The fault that this request meets, which counts as one of its times.
    public Optional<Active> meet(Call call) {
        return active.stream().filter(it -> it.take(call)).findFirst();
    }

    /// Tells of an open watch; running the answer tells that it ended.
    public Runnable watching(Call call, Runnable cut) {
        var number = numbers.incrementAndGet();
        watches.put(number, new Watch(call, cut));
        return () -> watches.remove(number);
    }
}
