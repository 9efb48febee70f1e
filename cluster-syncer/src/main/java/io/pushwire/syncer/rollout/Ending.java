// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import io.pushwire.image.Digest;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Words a rollout's outcome: what its pods run, or what is wrong with them.
///
/// @param write the outcome of the write that it follows
record Ending(Outcome write, RolloutView view, RolloutReport report, Instant now) {

    /// Empty if the pods could not be asked now.
    Optional<Outcome> reached(OutcomeKind kind, String detail) throws InterruptedException {
        return switch (pods()) {
            case RolloutView.Pods.Unavailable _ -> Optional.empty();
            case RolloutView.Pods.NotAllowed(String problem) ->
                    Optional.of(
                            plain(
                                    kind,
                                    "%s; what the pods run is not known: %s"
                                            .formatted(detail, problem)));
            case RolloutView.Pods.Found found -> {
                List<PodState> newest =
                        WorkloadPods.newest(report, found.pods(), found.replicaSets());
                List<Outcome.Running> running = WorkloadPods.running(newest);
                yield Optional.of(outcome(write, kind, detail + others(running), now, running));
            }
        };
    }

    /// Empty if the pods could not be asked now.
    Optional<Outcome> failed(String reason) throws InterruptedException {
        return switch (pods()) {
            case RolloutView.Pods.Unavailable _ -> Optional.empty();
            case RolloutView.Pods.NotAllowed(String problem) ->
                    Optional.of(
                            plain(
                                    OutcomeKind.RolloutFailed,
                                    "%s; why is not known: %s".formatted(reason, problem)));
            case RolloutView.Pods.Found found -> {
                List<PodState> newest =
                        WorkloadPods.newest(report, found.pods(), found.replicaSets());
                List<PodState> all = WorkloadPods.all(report, found.pods(), found.replicaSets());
                Optional<Trouble> trouble = Trouble.of(report, newest, all);
                String why = trouble.isEmpty() ? reason : reason + "; " + words(trouble.get());
                yield Optional.of(
                        outcome(
                                write,
                                OutcomeKind.RolloutFailed,
                                why,
                                now,
                                WorkloadPods.running(newest)));
            }
        };
    }

    Outcome plain(OutcomeKind kind, String detail) {
        return outcome(write, kind, detail, now);
    }

    private RolloutView.Pods pods() throws InterruptedException {
        return view.pods(write.workload().orElseThrow(), report);
    }

    private String words(Trouble trouble) throws InterruptedException {
        if (trouble.subject().isEmpty()) {
            return trouble.text();
        }
        return view.warning(write.workload().orElseThrow().namespace(), trouble.subject())
                .map(warning -> trouble.text() + ": " + warning)
                .orElse(trouble.text());
    }

    /// A restart pulls what the registry answers then, which may be older or newer than the event.
    private String others(List<Outcome.Running> running) {
        Optional<String> wanted = write.cause().digest().map(Digest::value);
        var text = new StringBuilder();
        for (Outcome.Change change : write.changes()) {
            running.stream()
                    .filter(it -> it.container().equals(change.container()))
                    .flatMap(it -> it.imageIds().stream())
                    .filter(imageId -> wanted.filter(imageId::endsWith).isEmpty())
                    .forEach(imageId ->
                            text.append("; container ")
                                    .append(change.container())
                                    .append(" runs ")
                                    .append(imageId)
                                    .append(", not what the event said"));
        }
        return text.toString();
    }

    static Outcome outcome(Outcome write, OutcomeKind kind, String detail, Instant now) {
        return outcome(write, kind, detail, now, List.of());
    }

    private static Outcome outcome(
            Outcome write,
            OutcomeKind kind,
            String detail,
            Instant now,
            List<Outcome.Running> running) {
        return new Outcome(
                write.cluster(),
                kind,
                detail,
                write.cause(),
                write.workload(),
                write.changes(),
                now,
                write.writtenAt(),
                running);
    }

    /// `10m`, `1h30m`.
    static String readable(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
