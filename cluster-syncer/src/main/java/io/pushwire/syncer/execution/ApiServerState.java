// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.runtime.Backoff;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Tells an API server that is away from one workload that it cannot change now. What decides:
///
/// | the probe | others, in the last ten seconds | then |
/// | --- | --- | --- |
/// | fails | any | away |
/// | answers | another workload was served | alone |
/// | answers | none served, three other namespaces fail | away, for a minute at most |
/// | answers | else | alone |
///
/// The minute bounds what is only concluded: a webhook that guards every namespace must not keep
/// the workloads waiting that it does not guard.
public final class ApiServerState {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServerState.class);

    private static final Duration LATELY = Duration.ofSeconds(10);
    private static final Duration LONGEST_CONCLUSION = Duration.ofMinutes(1);
    private static final Duration BETWEEN_SCOUTS = Duration.ofSeconds(1);
    private static final int OTHER_NAMESPACES = 3;

    private final ApiServerProbe probe;
    private final Clock clock;
    private final Object probing = new Object();
    private final Map<String, Instant> failing = new HashMap<>();
    private final AtomicReference<Instant> lastScout = new AtomicReference<>(Instant.MIN);

    private Probed lastProbe = new Probed(Instant.MIN, true);
    private Optional<Served> lastServed = Optional.empty();
    private Optional<Instant> concludedSince = Optional.empty();
    private volatile Optional<Instant> awaySince = Optional.empty();

    public ApiServerState(ApiServerProbe probe, Clock clock) {
        this.probe = probe;
        this.clock = clock;
    }

    /// What a failure is taken for.
    public enum Verdict {
        /// Nothing can be written: everything waits.
        AWAY,
        /// The rest can be written: this one is put off.
        ALONE
    }

    /// The API server did for the workload what it is there for, be it to refuse.
    public synchronized void served(WorkloadRef workload) {
        lastServed = Optional.of(new Served(workload, clock.instant()));
        failing.remove(workload.namespace());
        concludedSince = Optional.empty();
        back();
    }

    /// A read or write of the workload failed or was not answered.
    ///
    /// @param problem for the one warning at the begin of an outage
    public Verdict judge(WorkloadRef workload, String problem) throws InterruptedException {
        Instant failed = clock.instant();
        boolean answers = probed(failed);
        synchronized (this) {
            failing.put(workload.namespace(), failed);
            failing.values().removeIf(at -> at.isBefore(failed.minus(LATELY)));
            if (!answers || othersFailAlike(workload, failed)) {
                away(problem, failed);
                return Verdict.AWAY;
            }
            back();
            return Verdict.ALONE;
        }
    }

    /// Since when the API server is away; empty while it is there.
    public Optional<Instant> awaySince() {
        return awaySince;
    }

    /// Pauses before another try. While the API server is away one try a second, of all that wait,
    /// finds out whether it is back.
    void awaitTurn(Backoff backoff) throws InterruptedException {
        do {
            backoff.pause();
        } while (awaySince.isPresent() && !scouts());
    }

    private boolean scouts() {
        Instant now = clock.instant();
        Instant last = lastScout.get();
        return last.isBefore(now.minus(BETWEEN_SCOUTS)) && lastScout.compareAndSet(last, now);
    }

    /// Of all that fail at the same time one asks; an answer counts only if it was asked for later
    /// than the failure.
    private boolean probed(Instant failed) throws InterruptedException {
        synchronized (probing) {
            if (lastProbe.begun().isBefore(failed)) {
                Instant begun = clock.instant();
                lastProbe = new Probed(begun, probe.answers());
            }
            return lastProbe.answers();
        }
    }

    private boolean othersFailAlike(WorkloadRef workload, Instant now) {
        boolean otherServed =
                lastServed
                        .filter(served -> !served.workload().equals(workload))
                        .filter(served -> served.at().isAfter(now.minus(LATELY)))
                        .isPresent();
        long others =
                failing.keySet().stream()
                        .filter(name -> !name.equals(workload.namespace()))
                        .count();
        if (otherServed || others < OTHER_NAMESPACES) {
            return false;
        }
        concludedSince = Optional.of(concludedSince.orElse(now));
        return concludedSince.get().isAfter(now.minus(LONGEST_CONCLUSION));
    }

    private void away(String problem, Instant now) {
        if (awaySince.isEmpty()) {
            awaySince = Optional.of(now);
            LOG.warn("The API server is away, every event waits for it: {}", problem);
        }
    }

    private void back() {
        awaySince.ifPresent(since ->
                LOG.info(
                        "The API server is back after {} s",
                        Duration.between(since, clock.instant()).toSeconds()));
        awaySince = Optional.empty();
    }

    private record Served(WorkloadRef workload, Instant at) {}

    private record Probed(Instant begun, boolean answers) {}
}
