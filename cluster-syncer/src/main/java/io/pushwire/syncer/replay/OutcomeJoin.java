// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Finds what came of the events of one partition while both are read forward once. Outcomes follow
/// their events on the log of the same partition, some seconds or, where rollouts take long, an
/// hour behind; so only what lies in between is held.
public final class OutcomeJoin {

    /// Where the syncer decides an event, it has read no more than some hundreds behind it.
    private static final long FURTHEST = 1000;

    /// How long the outcomes of one event take to be recorded, one after the other.
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    /// How long the end of a rollout, or another try, is looked for.
    private static final Duration AFTERWARDS = Duration.ofHours(1);

    private static final int MOST_HELD = 5000;

    private static final Set<OutcomeKind> OPEN =
            Set.of(
                    OutcomeKind.Written,
                    OutcomeKind.Restarted,
                    OutcomeKind.Recreated,
                    OutcomeKind.Deferred,
                    OutcomeKind.NotAllowed,
                    OutcomeKind.Paused,
                    OutcomeKind.RolloutPaused,
                    OutcomeKind.RolloutFailed,
                    OutcomeKind.AwaitingDelete,
                    OutcomeKind.RolledOutToPartition);

    private final Source source;
    private final TreeMap<Long, List<Recorded>> held = new TreeMap<>();
    private int count;
    private long furthest = -1;
    private Instant latest = Instant.MIN;

    public OutcomeJoin(Source source) {
        this.source = source;
    }

    /// The records of outcomes, in their order.
    @FunctionalInterface
    public interface Source {

        /// Empty at the end.
        Optional<Unread> next();
    }

    /// A record that was not read yet.
    ///
    /// @param wanted whether its event may be asked for
    /// @param read makes an outcome of it; empty if it is none, or another cluster's
    public record Unread(Instant at, boolean wanted, Supplier<Optional<Outcome>> read) {}

    private record Recorded(Instant at, Outcome outcome) {}

    /// To be asked in the order of the log.
    ///
    /// @param offset of the event
    public List<Outcome> of(long offset) {
        forgetBefore(offset);
        while (!isWhole(offset)) {
            Optional<Unread> next = source.next();
            if (next.isEmpty()) {
                break;
            }
            take(next.get(), offset);
        }
        List<Recorded> found = held.getOrDefault(offset, List.of());
        return found.stream().map(Recorded::outcome).toList();
    }

    private void forgetBefore(long offset) {
        var before = held.headMap(offset);
        count -= before.values().stream().mapToInt(List::size).sum();
        before.clear();
    }

    private boolean isWhole(long offset) {
        List<Recorded> found = held.get(offset);
        if (count >= MOST_HELD) {
            return true;
        }
        if (found == null) {
            return furthest > offset + FURTHEST;
        }
        Duration wait = isOpen(found) ? AFTERWARDS : TOGETHER;
        return latest.isAfter(found.getFirst().at().plus(wait));
    }

    private void take(Unread next, long offset) {
        if (next.at().isAfter(latest)) {
            latest = next.at();
        }
        // What is not wanted is read only as long as it tells how far the syncer was.
        if (!next.wanted() && held.containsKey(offset)) {
            return;
        }
        next.read()
                .get()
                .ifPresent(outcome -> {
                    long at = outcome.cause().position().offset();
                    furthest = Math.max(furthest, at);
                    if (next.wanted() && at >= offset) {
                        held.computeIfAbsent(at, _ -> new ArrayList<>())
                                .add(new Recorded(next.at(), outcome));
                        count++;
                    }
                });
    }

    private static boolean isOpen(List<Recorded> found) {
        Set<Optional<WorkloadRef>> open = new HashSet<>();
        for (Recorded each : found) {
            if (OPEN.contains(each.outcome().kind())) {
                open.add(each.outcome().workload());
            } else {
                open.remove(each.outcome().workload());
            }
        }
        return !open.isEmpty();
    }
}
