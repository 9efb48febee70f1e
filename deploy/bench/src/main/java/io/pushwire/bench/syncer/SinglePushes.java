// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.sending.Push;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// Pushes of one tag that one workload follows. Each waits for the end of the one before, so none
/// waits for another.
final class SinglePushes {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_FAILURES = 5;
    private static final int SHORTEST_PAUSE_MS = 600;
    private static final int LONGEST_PAUSE_MS = 1400;

    private final Settled settled;
    private final Outcomes outcomes;
    private final Pushes pushes;
    private final List<String> failures;
    private final SplittableRandom random = new SplittableRandom(1);

    /// @param failures what went wrong is added
    SinglePushes(Settled settled, Outcomes outcomes, Pushes pushes, List<String> failures) {
        this.settled = settled;
        this.outcomes = outcomes;
        this.pushes = pushes;
        this.failures = failures;
    }

    /// @param slow whether about a second lies between two
    Latencies run(Sender sender, int number, boolean slow)
            throws IOException, InterruptedException {
        settled.forget();
        List<Sender.Sent> sent = new ArrayList<>();
        int failed = 0;
        while (sent.size() < number && failed < MOST_FAILURES) {
            if (slow) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS));
            }
            Push push = pushes.next(Fleet.own(0));
            sent.add(sender.send(push));
            failed += isWritten(push) ? 0 : 1;
        }
        var measured = Latencies.of(sent, settled.writes(sent.size() - failed));
        if (measured.unwritten() > failed) {
            failures.add(
                    "%d pushes were written by nobody".formatted(measured.unwritten() - failed));
        }
        return measured;
    }

    private boolean isWritten(Push push) throws InterruptedException {
        List<Outcome> ends = outcomes.await(push.digest(), 1, PATIENCE);
        if (ends.isEmpty()) {
            failures.add(
                    "no outcome of %s within %d s".formatted(push.image(), PATIENCE.toSeconds()));
            return false;
        }
        Outcome end = ends.getFirst();
        if (end.kind() != OutcomeKind.Written) {
            failures.add(push.image() + ": " + end.kind() + ", " + end.detail());
            return false;
        }
        return true;
    }
}
