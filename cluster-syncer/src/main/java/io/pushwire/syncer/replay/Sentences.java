// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.image.Digest;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;

import java.time.Duration;
import java.util.Locale;

/// Outcomes and verdicts as people read them in a table.
public final class Sentences {

    private static final double MILLIS = 1000;

    private Sentences() {}

    static String then(Then then) {
        return then.decided()
                .map(kind -> done(kind, then) + rollout(then))
                .orElse("nothing is recorded");
    }

    public static String now(Verdict verdict) {
        String at = verdict.workload().map(Sentences::name).orElse("");
        return switch (verdict.kind()) {
            case Written -> with("would patch " + at, verdict.detail());
            case Restarted -> with("would restart " + at, verdict.detail());
            case Recreated -> with("would recreate the pods of " + at, verdict.detail());
            case Notified -> "would tell of " + at + ", by policy notify";
            case Superseded ->
                    "leave: newer event known"
                            + verdict.newer()
                                    .map(Digest::abbreviated)
                                    .map(" (%s)"::formatted)
                                    .orElse("");
            case Unused ->
                    at.isEmpty()
                            ? "nobody uses it" + near(verdict.detail())
                            : "leave " + at + ": " + verdict.detail();
            default -> "leave" + (at.isEmpty() ? "" : " " + at) + ": " + verdict.detail();
        };
    }

    private static String done(OutcomeKind kind, Then then) {
        String at = then.workload().map(Sentences::name).orElse("");
        return switch (kind) {
            case Written -> "patched " + at;
            case Restarted -> "restarted " + at;
            case Recreated -> "recreated the pods of " + at;
            case Unused -> "nobody used it" + near(then.detail());
            default -> with((words(kind) + " " + at).strip(), then.detail());
        };
    }

    /// What the sentence of a tag that nobody uses says of what comes close.
    private static String near(String detail) {
        int begin = detail.indexOf("; near: ");
        return begin < 0 ? "" : detail.substring(begin);
    }

    private static String rollout(Then then) {
        return then.rollout()
                .map(kind ->
                        then.toReady()
                                .map(time -> " (%s s to ready)".formatted(seconds(time)))
                                .orElseGet(() -> with("; " + words(kind), then.rolloutDetail())))
                .orElse("");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / MILLIS);
    }

    private static String with(String text, String detail) {
        return detail.isEmpty() ? text : text + ": " + detail;
    }

    static String name(WorkloadRef workload) {
        return workload.namespace() + "/" + workload.name();
    }

    /// `RolloutFailed` is "rollout failed".
    public static String words(OutcomeKind kind) {
        return kind.name().replaceAll("(?<!^)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
