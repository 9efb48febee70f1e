// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.ContainerVerdict.Keep;
import io.pushwire.syncer.decision.ContainerVerdict.Report;
import io.pushwire.syncer.decision.ContainerVerdict.Roll;
import io.pushwire.syncer.policy.PolicyReading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// One whole workload, whatever tags it follows: what each container should become by what the
/// registries say now, and the one write that does it. The guards are those of [Decider].
///
/// @param findings one for each container, in the workload's order
/// @param decision what to do with those that were chosen
public record Survey(List<Finding> findings, Decision decision) {

    public Survey {
        findings = List.copyOf(findings);
    }

    /// What a container should become.
    public sealed interface Finding {

        Container container();

        /// It should be brought there.
        ///
        /// @param to its image then; the one that it has where only its pods are replaced
        record Moves(Container container, String to) implements Finding {}

        /// It should be brought there, and its policy asks for no more than to say so.
        record Told(Container container, String to) implements Finding {}

        /// It stays.
        record Stays(Container container, OutcomeKind why, String detail) implements Finding {}

        /// Nobody said what its tag points at.
        record Unknown(Container container) implements Finding {}
    }

    /// The tags whose registries have to be asked. What is left whatever they say is not among
    /// them.
    public static Set<ImageTag> questions(Workload workload, PolicyReading reading, Instant now) {
        var tags = new LinkedHashSet<ImageTag>();
        if (reading instanceof PolicyReading.Found found) {
            for (Container container : workload.containers()) {
                container
                        .follows()
                        .filter(tag ->
                                !Guards.holdWhateverItSays(
                                        of(pretended(tag, now), workload, container, found, now)))
                        .ifPresent(tags::add);
            }
        }
        return tags;
    }

    /// @param words what the registries say of the workload's tags
    /// @param chosen the names of the containers that the decision is about
    public static Survey of(
            Workload workload,
            PolicyReading reading,
            Map<ImageTag, PositionedEvent> words,
            Predicate<String> chosen,
            Instant now) {
        return switch (reading) {
            case PolicyReading.NotSelected(String why) ->
                    all(workload, OutcomeKind.NotSelected, why);
            case PolicyReading.Invalid(String problem) ->
                    all(workload, OutcomeKind.InvalidPolicy, problem);
            case PolicyReading.Found found -> {
                List<Finding> findings = new ArrayList<>();
                List<ContainerVerdict> verdicts = new ArrayList<>();
                for (Container container : workload.containers()) {
                    ContainerVerdict verdict = verdict(workload, container, found, words, now);
                    findings.add(finding(container, verdict));
                    if (chosen.test(container.name())) {
                        verdicts.add(verdict);
                    }
                }
                yield new Survey(
                        findings,
                        ContainerVerdict.combine(verdicts, workload, now, settled(words, now)));
            }
        };
    }

    private static ContainerVerdict verdict(
            Workload workload,
            Container container,
            PolicyReading.Found found,
            Map<ImageTag, PositionedEvent> words,
            Instant now) {
        Optional<ImageTag> tag = container.follows();
        if (tag.isEmpty()) {
            return new Keep(
                    OutcomeKind.PinnedByUser,
                    container.reference().isPresent()
                            ? container.described() + " names a digest and no tag"
                            : container.described() + " names no image that could be looked up");
        }
        PositionedEvent word = words.get(tag.get());
        if (word != null) {
            return Decider.verdict(of(word, workload, container, found, now));
        }
        Case unasked = of(pretended(tag.get(), now), workload, container, found, now);
        return Guards.holdWhateverItSays(unasked)
                ? Decider.verdict(unasked)
                : new Keep(OutcomeKind.Announced, "");
    }

    private static Finding finding(Container container, ContainerVerdict verdict) {
        return switch (verdict) {
            case Roll roll -> new Finding.Moves(container, roll.change().to());
            case Report report -> new Finding.Told(container, report.change().to());
            case Keep(OutcomeKind why, String detail) when why == OutcomeKind.Announced ->
                    new Finding.Unknown(container);
            case Keep(OutcomeKind why, String detail) -> new Finding.Stays(container, why, detail);
            case ContainerVerdict.WentBack _,
                    ContainerVerdict.NeedsPods _,
                    ContainerVerdict.TooEarly _ ->
                    throw new IllegalStateException("no look-up leads to " + verdict);
        };
    }

    private static Survey all(Workload workload, OutcomeKind why, String detail) {
        List<Finding> findings =
                workload.containers().stream()
                        .<Finding>map(it -> new Finding.Stays(it, why, detail))
                        .toList();
        return new Survey(findings, new Decision.Leave(why, detail));
    }

    /// What the pods run is weighed by whoever asks for the survey.
    private static Case of(
            PositionedEvent word,
            Workload workload,
            Container container,
            PolicyReading.Found found,
            Instant now) {
        return new Case(
                word,
                workload,
                container,
                found,
                History.none(),
                Optional.of(RunningPods.none()),
                now);
    }

    /// Pods that are younger than the oldest of the words have pulled what it says.
    private static Instant settled(Map<ImageTag, PositionedEvent> words, Instant now) {
        return words.values().stream()
                .map(PositionedEvent::event)
                .filter(ImageEvent.Located.class::isInstance)
                .map(it -> ((ImageEvent.Located) it).settledAt())
                .min(Instant::compareTo)
                .orElse(now);
    }

    /// For the guards that look at no event.
    private static PositionedEvent pretended(ImageTag tag, Instant now) {
        return lookedUp(tag, new Digest("sha256:" + "0".repeat(64)), Optional.empty(), now);
    }

    /// A registry's answer as the core takes it.
    ///
    /// @param asked when the registry was asked
    public static PositionedEvent lookedUp(
            ImageTag tag, Digest digest, Optional<String> mediaType, Instant asked) {
        var announcement =
                new Announcement(
                        "look-up of " + tag,
                        tag,
                        List.of(tag.host()),
                        Optional.empty(),
                        asked,
                        new Announcement.Origin(
                                "sync",
                                "registry",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        return new PositionedEvent(
                new ImageEvent.Observed(announcement, digest, mediaType, -1, false),
                Position.lookedUp(asked));
    }
}
