// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.syncer.sync.ContainerResult.PodResult;
import io.pushwire.syncer.sync.ContainerResult.State;
import io.pushwire.syncer.sync.WorkloadResult.Fate;

import java.util.Locale;

/// The report for people: a line for each workload, one for each of its containers, and a summary.
public final class SyncText {

    private final StringBuilder text = new StringBuilder();

    private SyncText() {}

    public static String of(SyncReport report) {
        var written = new SyncText();
        report.workloads().forEach(written::workload);
        report.notes().forEach(note -> written.line("note: " + note));
        written.line(summary(report));
        return written.text.toString();
    }

    private void workload(WorkloadResult workload) {
        line(workload.workload() + fate(workload.fate()));
        workload.containers().forEach(this::container);
    }

    private static String fate(Fate fate) {
        return switch (fate) {
            case Fate.Untouched() -> "";
            case Fate.Would(String what) -> "  would be " + what;
            case Fate.Done done ->
                    "  "
                            + done.what()
                            + (done.evicted().isEmpty()
                                    ? ""
                                    : ", evicted " + String.join(", ", done.evicted()))
                            + (done.spared() == 0
                                    ? ""
                                    : "; %d more outdated pods are left, by --max-evictions"
                                            .formatted(done.spared()))
                            + (done.remark().isEmpty() ? "" : "; " + done.remark());
            case Fate.Failed(String problem) -> "  failed: " + problem;
        };
    }

    private void container(ContainerResult container) {
        String name = "  " + container.name() + " ";
        line(name + verdict(container));
        container.pods().forEach(pod -> line("    on pod " + pod(pod)));
    }

    private static String verdict(ContainerResult container) {
        String detail = container.detail();
        return switch (container.state()) {
            case OK -> "ok" + (detail.isEmpty() ? "" : " (" + detail + ")");
            case FIXED_DIGEST -> "fixed digest";
            case LEFT -> "left, %s: %s".formatted(container.reason(), detail);
            case FAILED -> "cannot be looked up: " + detail;
            case OUT_OF_DATE -> outdated(container) + (detail.isEmpty() ? "" : " (" + detail + ")");
        };
    }

    private static String outdated(ContainerResult container) {
        String to = container.to().orElse(container.image());
        return to.equals(container.image())
                ? "has pods that have to be replaced to run %s%s"
                        .formatted(to, container.digest().map(digest -> "@" + digest).orElse(""))
                : "has to be updated from " + container.image() + " to " + to;
    }

    private static String pod(PodResult pod) {
        return pod.pod()
                + (pod.runs().isEmpty() ? "" : " runs " + pod.runs())
                + (pod.problem().isEmpty() ? "" : " " + pod.problem());
    }

    private static String summary(SyncReport report) {
        return String.format(
                Locale.ROOT,
                "%d workloads with %d images: %d ok, %d out of date, %d left, %d failed%s",
                report.workloads().size(),
                report.images(),
                report.count(State.OK) + report.count(State.FIXED_DIGEST),
                report.count(State.OUT_OF_DATE),
                report.count(State.LEFT),
                report.count(State.FAILED),
                report.act() == Act.REPORT || report.dryRun()
                        ? ""
                        : "; %d %s".formatted(report.changed(), report.act().done()));
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
