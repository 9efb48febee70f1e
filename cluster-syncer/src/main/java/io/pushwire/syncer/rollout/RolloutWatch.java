// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.execution.OutcomeFollower;
import io.pushwire.syncer.execution.OutcomeLog;
import io.pushwire.syncer.execution.UnfinishedRollouts;
import io.pushwire.syncer.rollout.WatchedRollout.Step;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Asks after every write how its rollout stands, until its end: one queue and a few reads at a
/// time, however many rollouts there are. A newer write to the same workload ends the older one's
/// watch.
public final class RolloutWatch implements OutcomeFollower, UnfinishedRollouts, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutWatch.class);
    private static final int MOST = 10_000;
    private static final int READS_AT_ONCE = 8;

    private final RolloutView view;
    private final Supplier<OutcomeLog> outcomes;
    private final Patience patience;
    private final Pace pace;
    private final Clock clock;
    private final Map<WorkloadRef, WatchedRollout> watched = new HashMap<>();
    private final DelayQueue<Turn> turns = new DelayQueue<>();
    private final Semaphore reads = new Semaphore(READS_AT_ONCE, true);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// @param outcomes where ends are recorded; asked for at the first one
    public RolloutWatch(
            RolloutView view,
            Supplier<OutcomeLog> outcomes,
            Patience patience,
            Pace pace,
            Clock clock) {
        this.view = view;
        this.outcomes = outcomes;
        this.patience = patience;
        this.pace = pace;
        this.clock = clock;
        threads.execute(this::dispatch);
    }

    @Override
    public void follow(Outcome outcome) {
        if (UnfinishedRollouts.begins(outcome)) {
            begin(outcome);
        }
    }

    @Override
    public void takeOver(List<Outcome> writes) {
        writes.forEach(this::begin);
    }

    @Override
    public synchronized void release(int partition) {
        watched.values().removeIf(it -> it.write().cause().position().partition() == partition);
    }

    /// How many rollouts are watched.
    public synchronized int size() {
        return watched.size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private synchronized void begin(Outcome write) {
        WorkloadRef workload = write.workload().orElseThrow();
        WatchedRollout older = watched.get(workload);
        if (older != null && !isNewer(write, older.write())) {
            return;
        }
        if (older == null && watched.size() >= MOST) {
            LOG.warn("The rollout of {} is not watched: {} others are", workload, MOST);
            return;
        }
        var rollout = new WatchedRollout(write, patience, pace, clock.instant());
        watched.put(workload, rollout);
        turns.add(Turn.in(rollout.firstPause(), () -> turn(rollout)));
        if (older != null) {
            turns.add(Turn.in(Duration.ZERO, () -> supersede(older, write)));
        }
    }

    /// The same outcome comes again after a crash.
    private static boolean isNewer(Outcome write, Outcome than) {
        return !write.id().equals(than.id())
                && write.writtenAt()
                        .filter(at -> than.writtenAt().filter(at::isBefore).isEmpty())
                        .isPresent();
    }

    private void dispatch() {
        try {
            while (true) {
                Turn turn = turns.take();
                threads.execute(() -> run(turn));
            }
        } catch (InterruptedException stopping) {
            LOG.debug("no longer watching rollouts");
        }
    }

    private void run(Turn turn) {
        var backoff = new Backoff();
        while (true) {
            try {
                turn.work().run();
                return;
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException fault) {
                LOG.error("Tried to look at a rollout but failed; trying again", fault);
            }
            try {
                backoff.pause();
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    private void turn(WatchedRollout it) throws InterruptedException {
        if (!isCurrent(it)) {
            return;
        }
        Step step;
        reads.acquire();
        try {
            step = it.look(view, clock.instant());
        } finally {
            reads.release();
        }
        if (!isCurrent(it)) {
            return;
        }
        if (step.outcome().isPresent()) {
            record(it, step.outcome().get());
        }
        next(it, step.again());
    }

    private void supersede(WatchedRollout it, Outcome by) throws InterruptedException {
        Optional<Outcome> end = it.superseded(by, clock.instant());
        if (end.isPresent()) {
            record(it, end.get());
        }
    }

    private void record(WatchedRollout it, Outcome outcome) throws InterruptedException {
        outcomes.get().record(List.of(outcome));
        it.told(outcome, clock.instant());
    }

    private synchronized void next(WatchedRollout it, Optional<Duration> pause) {
        if (pause.isEmpty()) {
            watched.remove(it.workload(), it);
        } else if (isCurrent(it)) {
            turns.add(Turn.in(pause.get(), () -> turn(it)));
        }
    }

    private synchronized boolean isCurrent(WatchedRollout it) {
        return watched.get(it.workload()) == it;
    }

    /// Something to be done when its time has come.
    private record Turn(long at, Work work) implements Delayed {

        static Turn in(Duration pause, Work work) {
            return new Turn(System.nanoTime() + pause.toNanos(), work);
        }

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

    private interface Work {
        void run() throws InterruptedException;
    }
}
