// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.event.ImageEvent;
import io.pushwire.image.Digest;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.ContainerVerdict.Keep;
import io.pushwire.syncer.decision.Pins.Pin;
import io.pushwire.syncer.policy.AdmissionDigests;
import io.pushwire.syncer.policy.OnManaged;
import io.pushwire.syncer.policy.Policy;

import java.util.List;
import java.util.Optional;

/// Why a container is left as it is. Each guard is the outcome of its name.
final class Guards {

    /// In this order: the first that holds decides.
    private static final List<Guard> ALL =
            List.of(
                    Guards::ignoredByPolicy,
                    Guards::announced,
                    Guards::deleted,
                    Guards::doubtful,
                    Guards::baseline,
                    RememberingGuards::superseded,
                    Guards::ownedBy,
                    Guards::invalidAnnotation,
                    Guards::pinnedByUser,
                    Guards::pinnedByAdmission,
                    Guards::sameDigest,
                    RememberingGuards::contested,
                    RememberingGuards::held,
                    RememberingGuards::wentBack,
                    Guards::stale,
                    Guards::rolloutPaused,
                    Guards::appliedBy,
                    PodGuards::barePod,
                    PodGuards::runsNoPodsBetweenJobs,
                    PodGuards::wouldNotPullAgain,
                    PodGuards::noPods,
                    Guards::alreadyRunning);

    /// Those that hold whatever the event says, so that nobody need ask for it.
    private static final List<Guard> WHATEVER_IT_SAYS =
            List.of(
                    Guards::ignoredByPolicy,
                    Guards::ownedBy,
                    Guards::invalidAnnotation,
                    Guards::pinnedByUser);

    private Guards() {}

    static boolean holdWhateverItSays(Case it) {
        return WHATEVER_IT_SAYS.stream().anyMatch(guard -> guard.holds(it).isPresent());
    }

    static Optional<ContainerVerdict> firstThatHolds(Case it) {
        return ALL.stream()
                .<ContainerVerdict>flatMap(guard -> guard.holds(it).stream())
                .findFirst();
    }

    private static Optional<Keep> ignoredByPolicy(Case it) {
        return keepIf(
                it.policy() == Policy.IGNORE,
                OutcomeKind.IgnoredByPolicy,
                "policy ignore, from " + it.choice().from());
    }

    private static Optional<Keep> announced(Case it) {
        return keepIf(
                it.event().event() instanceof ImageEvent.Announced,
                OutcomeKind.Announced,
                "waits for the registry's word on the digest");
    }

    private static Optional<Keep> deleted(Case it) {
        return keepIf(
                it.event().event() instanceof ImageEvent.Deleted,
                OutcomeKind.Deleted,
                "the tag was deleted from the registry; pods go on running");
    }

    private static Optional<Keep> doubtful(Case it) {
        return keepIf(
                it.event().event() instanceof ImageEvent.Pushed && it.event().doubtful(),
                OutcomeKind.Doubtful,
                "its sender says that it is older than what it said before; waits for the"
                        + " registry's word");
    }

    private static Optional<Keep> baseline(Case it) {
        return keepIf(
                it.event().event() instanceof ImageEvent.Observed observed && observed.baseline(),
                OutcomeKind.Baseline,
                "the first digest that was seen for the tag");
    }

    private static Optional<Keep> ownedBy(Case it) {
        return it.workload()
                .controller()
                .map(owner ->
                        new Keep(
                                OutcomeKind.OwnedBy,
                                "is written by its controller %s, which would take a change back"
                                        .formatted(owner)));
    }

    private static Optional<Keep> invalidAnnotation(Case it) {
        return it.workload().pins() instanceof Pins.Broken(String problem)
                ? Optional.of(new Keep(OutcomeKind.InvalidAnnotation, problem))
                : Optional.empty();
    }

    private static Optional<Keep> pinnedByUser(Case it) {
        Optional<Digest> pinned = it.reference().digest();
        boolean ours = pinned.flatMap(it::explainedBy).isPresent();
        return pinned.isPresent() && !ours && it.found().admission() == AdmissionDigests.LEAVE
                ? keep(
                        it,
                        OutcomeKind.PinnedByUser,
                        "is pinned to %s, not by Pushwire".formatted(pinned.get().abbreviated()))
                : Optional.empty();
    }

    /// Known only where the answer to our own pin had another digest than we asked for.
    private static Optional<Keep> pinnedByAdmission(Case it) {
        if (it.policy() != Policy.PIN || it.found().admission() != AdmissionDigests.LEAVE) {
            return Optional.empty();
        }
        return it.reference()
                .digest()
                .flatMap(present ->
                        it.explainedBy(present).filter(pin -> !pin.digest().equals(present)))
                .flatMap(pin ->
                        keep(
                                it,
                                OutcomeKind.PinnedByAdmission,
                                "was given another digest by the cluster's admission when Pushwire"
                                        + " asked for %s; see pushwire.admission-digests"
                                                .formatted(pin.digest().abbreviated())));
    }

    private static Optional<Keep> sameDigest(Case it) {
        Optional<Pin> same = it.ours().filter(pin -> pin.digest().equals(it.wanted()));
        return same.filter(pin -> isAsWanted(it, pin)).isPresent()
                ? keep(
                        it,
                        OutcomeKind.SameDigest,
                        "is at %s already".formatted(it.wanted().abbreviated()))
                : Optional.empty();
    }

    private static boolean isAsWanted(Case it, Pin pin) {
        Optional<Digest> present = it.reference().digest();
        return switch (it.policy()) {
            case NOTIFY, IGNORE -> true;
            case PIN -> present.filter(pin::explains).isPresent();
            case RESTART -> present.isEmpty() || present.equals(pin.admitted());
            // The same event again: it may have been cut short between two evictions.
            case RECREATE ->
                    (present.isEmpty() || present.equals(pin.admitted()))
                            && !pin.position().equals(it.event().position());
        };
    }

    private static Optional<Keep> stale(Case it) {
        return it.ours()
                .filter(pin -> it.isOlderThan(pin.position()))
                .flatMap(pin ->
                        keep(
                                it,
                                OutcomeKind.Stale,
                                "follows a newer event for the tag: %s"
                                        .formatted(pin.digest().abbreviated())));
    }

    private static Optional<Keep> rolloutPaused(Case it) {
        return keepIf(
                it.workload().rollout().paused(),
                OutcomeKind.RolloutPaused,
                "its rollout is paused; it is rolled when it resumes");
    }

    private static Optional<Keep> appliedBy(Case it) {
        return it.rival(OnManaged.NOTIFY)
                .flatMap(tool ->
                        keep(
                                it,
                                OutcomeKind.AppliedBy,
                                "has its image applied by %s, which would take a pin back"
                                        .formatted(tool)));
    }

    private static Optional<Keep> alreadyRunning(Case it) {
        return it.mayRunAlready()
                        && it.pods()
                                .filter(pods -> pods.allRun(it.container().name(), it.wanted()))
                                .isPresent()
                ? keep(
                        it,
                        OutcomeKind.AlreadyRunning,
                        "runs %s in all of its pods, and was never written by Pushwire"
                                .formatted(it.wanted().abbreviated()))
                : Optional.empty();
    }

    /// For what is true of the whole workload, or of the event.
    static Optional<Keep> keepIf(boolean holds, OutcomeKind why, String detail) {
        return holds ? Optional.of(new Keep(why, detail)) : Optional.empty();
    }

    static Optional<Keep> keep(Case it, OutcomeKind why, String predicate) {
        return Optional.of(new Keep(why, it.container().described() + " " + predicate));
    }

    /// Empty if it does not hold.
    private interface Guard {
        Optional<? extends ContainerVerdict> holds(Case it);
    }
}
