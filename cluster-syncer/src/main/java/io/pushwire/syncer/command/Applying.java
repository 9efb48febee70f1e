// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.replay.Plan;
import io.pushwire.syncer.replay.Sentences;

import java.io.Console;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The part of a replay that writes: first what it comes to, then the question, then each workload.
final class Applying {

    private static final Set<OutcomeKind> NOT_DONE =
            Set.of(
                    OutcomeKind.Rejected,
                    OutcomeKind.NotAllowed,
                    OutcomeKind.Deferred,
                    OutcomeKind.Paused,
                    OutcomeKind.Failed,
                    OutcomeKind.Gone);

    private final Desk.Replay replay;
    private final PrintWriter out;
    private final ProgressLine line;
    private final Interruption interruption;
    private final Map<OutcomeKind, Integer> done = new EnumMap<>(OutcomeKind.class);

    Applying(Desk.Replay replay, PrintWriter out, ProgressLine line, Interruption interruption) {
        this.replay = replay;
        this.out = out;
        this.line = line;
        this.interruption = interruption;
    }

    /// Whether there is somebody to ask.
    static boolean canAsk() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /// @return the exit code
    int run(boolean yes, String by) throws InterruptedException {
        Optional<Plan> plan = replay.plan(ReplayProgress.on(line), interruption::asked);
        line.end();
        if (plan.isEmpty()) {
            say("stopped; nothing was written");
            return Interruption.EXIT_CODE;
        }
        say(summary(plan.get()));
        if (plan.get().writes() == 0) {
            return 0;
        }
        if (!yes && !isAgreed()) {
            say("nothing was written");
            return 1;
        }
        replay.apply(plan.get(), by, this::told, interruption::asked);
        say("done: " + listed(done));
        if (interruption.asked()) {
            say("stopped; what is left is found again by the same command");
            return Interruption.EXIT_CODE;
        }
        return done.keySet().stream().anyMatch(NOT_DONE::contains) ? 1 : 0;
    }

    private String summary(Plan plan) {
        return plan.writes() == 0
                ? "cluster %s: nothing would be written".formatted(replay.cluster())
                : "cluster %s: %d events would change %d workloads: %s"
                        .formatted(
                                replay.cluster(),
                                plan.events().size(),
                                plan.writes(),
                                listed(plan.counts()));
    }

    private static boolean isAgreed() {
        return Optional.ofNullable(System.console())
                .map(terminal -> terminal.readLine("Write this? [y/N] "))
                .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
                .filter(Set.of("y", "yes")::contains)
                .isPresent();
    }

    private void told(Outcome outcome) {
        done.merge(outcome.kind(), 1, Integer::sum);
        say(
                "%s  %s: %s"
                        .formatted(
                                outcome.workload().map(Object::toString).orElse("-"),
                                Sentences.words(outcome.kind()),
                                outcome.changes().isEmpty() ? outcome.detail() : changes(outcome)));
    }

    private static String changes(Outcome outcome) {
        return outcome.changes().stream()
                .map(change -> "%s -> %s".formatted(change.from(), change.to()))
                .collect(Collectors.joining(", "));
    }

    private static String listed(Map<OutcomeKind, Integer> counts) {
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(each -> each.getValue() + " " + Sentences.words(each.getKey()))
                        .collect(Collectors.joining(", "));
    }

    private void say(String sentence) {
        out.println(sentence);
        out.flush();
    }
}
