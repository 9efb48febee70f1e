// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.image.ImageTag;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Decision.ImageChange;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an event means for one container; a workload's decision is made of these.
sealed interface ContainerVerdict {

    /// Bring it to the event's digest.
    ///
    /// @param pods how its pods are replaced; unless by the change of the image, that may be none
    /// @param remark what else people should know
    record Roll(ImageChange change, Pins.Pin pin, Pods pods, Optional<String> remark)
            implements ContainerVerdict {}

    /// How a container's pods come to run the digest.
    enum Pods {
        BY_IMAGE,
        RESTARTED,
        EVICTED
    }

    /// Say that it would be brought there, and do nothing.
    record Report(ImageChange change) implements ContainerVerdict {
        private String sentence() {
            return "%s is left by policy notify".formatted(change.container().described());
        }
    }

    /// Leave it where somebody went back to, and write that down.
    ///
    /// @param tag as the container spells it
    /// @param mark what was rolled away from
    record WentBack(ImageTag tag, Holds.Mark mark, String detail) implements ContainerVerdict {}

    /// What the pods run decides; it is not known yet.
    record NeedsPods() implements ContainerVerdict {}

    record TooEarly(Instant until) implements ContainerVerdict {}

    /// @param detail of the container, or the same for all where it is of the workload
    record Keep(OutcomeKind why, String detail) implements ContainerVerdict {}

    /// One write for all containers that roll; a workload is left only if none does. A container
    /// that must wait makes all wait, so that the pods are replaced once.
    ///
    /// @param settledAt pods that were made later than that have pulled the event's digest
    static Decision combine(
            List<ContainerVerdict> verdicts, Workload workload, Instant now, Instant settledAt) {
        var wentBack = only(verdicts, WentBack.class);
        if (!wentBack.isEmpty()) {
            return hold(wentBack, workload);
        }
        if (!only(verdicts, NeedsPods.class).isEmpty()) {
            return new Decision.NeedsPods();
        }
        var tooEarly = only(verdicts, TooEarly.class);
        if (!tooEarly.isEmpty()) {
            return new Decision.Wait(tooEarly.getFirst().until());
        }
        var rolls = only(verdicts, Roll.class);
        var reports = only(verdicts, Report.class);
        if (rolls.isEmpty() && !reports.isEmpty()) {
            return new Decision.Notify(reports.stream().map(Report::change).toList());
        }
        if (rolls.isEmpty() || !(workload.pins() instanceof Pins.Known pins)) {
            return leave(only(verdicts, Keep.class));
        }
        var changed = new LinkedHashMap<String, Pins.Pin>();
        rolls.forEach(roll -> changed.put(roll.change().container().name(), roll.pin()));
        Pins.Known after =
                pins.with(changed, workload.containers().stream().map(Container::name).toList());
        List<ImageChange> changes = rolls.stream().map(Roll::change).toList();
        String remark =
                joined(
                        Stream.concat(
                                rolls.stream().flatMap(roll -> roll.remark().stream()),
                                reports.stream().map(Report::sentence)));
        if (rolls.stream().anyMatch(roll -> roll.pods() == Pods.RESTARTED)) {
            return new Decision.Restart(changes, after, remark, now);
        }
        return rolls.stream().anyMatch(roll -> roll.pods() == Pods.EVICTED)
                ? new Decision.Recreate(changes, after, remark, settledAt)
                : new Decision.SetImages(changes, after, remark);
    }

    private static Decision hold(List<WentBack> wentBack, Workload workload) {
        Holds holds = Holds.of(workload);
        for (WentBack container : wentBack) {
            holds = holds.with(container.tag(), container.mark());
        }
        return new Decision.Hold(
                holds,
                workload.pins() instanceof Pins.Known pins ? pins : Pins.Known.none(),
                joined(wentBack.stream().map(WentBack::detail)));
    }

    private static Decision leave(List<Keep> keeps) {
        if (keeps.isEmpty()) {
            return new Decision.Leave(OutcomeKind.Unused, "the workload no longer uses the tag");
        }
        return new Decision.Leave(keeps.getFirst().why(), joined(keeps.stream().map(Keep::detail)));
    }

    private static String joined(Stream<String> sentences) {
        return sentences.distinct().collect(Collectors.joining("; "));
    }

    private static <T extends ContainerVerdict> List<T> only(
            List<ContainerVerdict> verdicts, Class<T> type) {
        return verdicts.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
