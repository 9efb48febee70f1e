// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.registry.Looked;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.Survey;
import io.pushwire.syncer.decision.Survey.Finding;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.policy.PolicyReading;
import io.pushwire.syncer.sync.ContainerResult.State;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one workload should become, by the registries' words and, where that is asked for, by what
/// its pods run.
final class Judge {

    private final SyncRequest request;
    private final SyncPolicies policies;
    private final Pods pods;
    private final SameImages images;

    Judge(SyncRequest request, SyncPolicies policies, Pods pods, SameImages images) {
        this.request = request;
        this.policies = policies;
        this.pods = pods;
        this.images = images;
    }

    /// @param decision what to do with what is out of date
    record Judgement(List<ContainerResult> containers, Decision decision) {}

    /// @param answers to the questions about the workload's tags
    Judgement judge(Workload workload, Map<ImageTag, Asked> answers, Instant now)
            throws InterruptedException {
        PolicyReading reading = policies.of(workload);
        Map<ImageTag, PositionedEvent> words = words(answers);
        Survey all = Survey.of(workload, reading, words, _ -> true, now);
        var results = new ArrayList<ContainerResult>();
        Set<String> chosen = new HashSet<>();
        Set<String> again = new HashSet<>();
        Set<String> moving = new HashSet<>();
        for (Finding finding : all.findings()) {
            ContainerResult result = result(workload, finding, answers);
            results.add(result);
            if (finding instanceof Finding.Moves) {
                moving.add(result.name());
            }
            if (result.state() == State.OUT_OF_DATE) {
                chosen.add(result.name());
                if (finding instanceof Finding.Stays) {
                    again.add(result.name());
                }
            }
        }
        if (!request.act().replacesPods()) {
            chosen.removeAll(again);
            again.clear();
        }
        if (again.isEmpty() && chosen.containsAll(moving)) {
            return new Judgement(results, all.decision());
        }
        // What was done for the digest before counts for nothing where it did not reach the pods.
        Workload asToDo = again.isEmpty() ? workload : without(workload, again);
        return new Judgement(
                results, Survey.of(asToDo, reading, words, chosen::contains, now).decision());
    }

    private ContainerResult result(Workload workload, Finding finding, Map<ImageTag, Asked> answers)
            throws InterruptedException {
        Container container = finding.container();
        if (container.reference().isEmpty()) {
            return failed(container, "%s is no image reference".formatted(container.image()));
        }
        return switch (finding) {
            case Finding.Unknown _ -> failed(container, reason(container, answers));
            case Finding.Moves(Container it, String to) -> {
                Optional<PodCheck> check =
                        request.looksAtPods() || !to.contains("@")
                                ? check(workload, it, answers)
                                : Optional.empty();
                yield moves(it, to, "", check, answers);
            }
            case Finding.Told(Container it, String to) ->
                    moves(
                            it,
                            to,
                            OutcomeKind.Notified.name(),
                            request.looksAtPods() ? check(workload, it, answers) : Optional.empty(),
                            answers);
            case Finding.Stays(Container it, OutcomeKind why, String detail) ->
                    stays(workload, it, why, detail, answers);
        };
    }

    private ContainerResult moves(
            Container container,
            String to,
            String reason,
            Optional<PodCheck> check,
            Map<ImageTag, Asked> answers) {
        if (check.isPresent() && check.get().unreadable().isPresent()) {
            return failed(container, check.get().unreadable().get());
        }
        if (check.isPresent() && check.get().allRun() && !container.pinned()) {
            return new ContainerResult(
                    container.name(),
                    container.image(),
                    State.OK,
                    Optional.empty(),
                    digest(container, answers),
                    "",
                    check.get().detail(),
                    List.of());
        }
        return new ContainerResult(
                container.name(),
                container.image(),
                State.OUT_OF_DATE,
                Optional.of(to),
                digest(container, answers),
                reason,
                reason.isEmpty() ? "" : "only told, by policy notify or for want of a controller",
                check.map(PodCheck::wrong).orElse(List.of()));
    }

    private ContainerResult stays(
            Workload workload,
            Container container,
            OutcomeKind why,
            String detail,
            Map<ImageTag, Asked> answers)
            throws InterruptedException {
        if (why != OutcomeKind.SameDigest) {
            boolean fixed = why == OutcomeKind.PinnedByUser;
            return new ContainerResult(
                    container.name(),
                    container.image(),
                    fixed ? State.FIXED_DIGEST : State.LEFT,
                    Optional.empty(),
                    digest(container, answers),
                    why.name(),
                    detail,
                    List.of());
        }
        Optional<PodCheck> check =
                request.looksAtPods() ? check(workload, container, answers) : Optional.empty();
        if (check.flatMap(PodCheck::unreadable).isPresent()) {
            return failed(container, check.flatMap(PodCheck::unreadable).orElseThrow());
        }
        boolean allRun = check.map(PodCheck::allRun).orElse(true);
        return new ContainerResult(
                container.name(),
                container.image(),
                allRun ? State.OK : State.OUT_OF_DATE,
                allRun ? Optional.empty() : Optional.of(container.image()),
                digest(container, answers),
                "",
                allRun ? check.map(PodCheck::detail).orElse("") : "",
                check.map(PodCheck::wrong).orElse(List.of()));
    }

    /// Of what has a status of its own; an image volume has none.
    private Optional<PodCheck> check(
            Workload workload, Container container, Map<ImageTag, Asked> answers)
            throws InterruptedException {
        ImageTag tag = container.follows().orElseThrow();
        Asked asked = answers.get(tag);
        if (container.slot().place() == Container.Place.VOLUME
                || asked == null
                || !(asked.looked() instanceof Looked.Found found)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (pods.of(workload)) {
                    case Pods.Known(List<RunningPod> running) ->
                            PodCheck.of(
                                    running,
                                    container.name(),
                                    found.digest(),
                                    () -> images.of(tag, found, asked));
                    case Pods.Unknown(String problem) ->
                            new PodCheck(0, List.of(), Optional.of("its pods: " + problem));
                });
    }

    private static ContainerResult failed(Container container, String reason) {
        return new ContainerResult(
                container.name(),
                container.image(),
                State.FAILED,
                Optional.empty(),
                Optional.empty(),
                "",
                reason,
                List.of());
    }

    private static String reason(Container container, Map<ImageTag, Asked> answers) {
        Asked asked = answers.get(container.follows().orElseThrow());
        return asked == null
                ? "it was changed meanwhile, and the new tag was not asked for"
                : Looked.reason(asked.looked()).orElse("");
    }

    private static Optional<Digest> digest(Container container, Map<ImageTag, Asked> answers) {
        return container
                .follows()
                .map(answers::get)
                .map(Asked::looked)
                .filter(Looked.Found.class::isInstance)
                .map(found -> ((Looked.Found) found).digest());
    }

    private static Map<ImageTag, PositionedEvent> words(Map<ImageTag, Asked> answers) {
        var words = new HashMap<ImageTag, PositionedEvent>();
        answers.forEach((tag, asked) -> {
            if (asked.looked() instanceof Looked.Found found) {
                Optional<String> type = Optional.of(found.mediaType()).filter(it -> !it.isEmpty());
                words.put(tag, Survey.lookedUp(tag, found.digest(), type, found.asked()));
            }
        });
        return words;
    }

    private static Workload without(Workload workload, Set<String> containers) {
        if (!(workload.pins() instanceof Pins.Known known)) {
            return workload;
        }
        var left = new HashMap<>(known.byContainer());
        left.keySet().removeAll(containers);
        return workload.with(new Pins.Known(left));
    }
}
