// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.inventory.Wrote;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.ContainerVerdict.Keep;
import io.pushwire.syncer.decision.Pins.Pin;
import io.pushwire.syncer.policy.Policy;

import java.time.Duration;
import java.util.Optional;

/// The guards that judge by what is remembered of the tag and of the object. Their places among the
/// others are in [Guards].
final class RememberingGuards {

    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int MOST_PUT_BACK = 1;

    private RememberingGuards() {}

    /// What follows it on the log decides, unless that says the same.
    static Optional<Keep> superseded(Case it) {
        return it.history()
                .newestWord()
                .filter(newest -> it.event().position().isOlderThan(newest.position()))
                .filter(newest -> !newest.digest().equals(Optional.of(it.wanted())))
                .map(History.Word::position)
                .map(newest ->
                        new Keep(
                                OutcomeKind.Superseded,
                                "a newer event for the tag is known, at %d@%d"
                                        .formatted(newest.partition(), newest.offset())));
    }

    /// Only for the digest that was put back: a newer event is tried again.
    static Optional<Keep> contested(Case it) {
        boolean again =
                it.wroteAlready()
                        .filter(wrote -> wrote.digest().equals(it.wanted()))
                        .filter(wrote -> wrote.pinned() == (it.policy() == Policy.PIN))
                        .filter(wrote -> wrote.timesWithin(MEMORY, it.now()) > MOST_PUT_BACK)
                        .isPresent();
        return again || it.owed(OutcomeKind.Contested).isPresent()
                ? Guards.keep(
                        it,
                        OutcomeKind.Contested,
                        ("was put back by %s again and again after Pushwire had brought it to %s;"
                                        + " the next event for the tag is tried again")
                                .formatted(
                                        it.container().setBy().orElse("another manager"),
                                        it.wanted().abbreviated()))
                : Optional.empty();
    }

    static Optional<Keep> held(Case it) {
        return it.container()
                        .follows()
                        .filter(tag ->
                                Holds.of(it.workload())
                                        .hold(tag, it.event().position(), it.wanted()))
                        .isPresent()
                ? Guards.keep(
                        it,
                        OutcomeKind.Held,
                        "is held by annotation %s: a newer event, or removing it, ends that"
                                .formatted(Holds.ANNOTATION))
                : Optional.empty();
    }

    /// `kubectl rollout undo` takes our annotation back with the image; `kubectl apply` of the
    /// manifest leaves it. Whoever removed the hold that followed wants the newest digest.
    static Optional<ContainerVerdict> wentBack(Case it) {
        Optional<Wrote> newer =
                it.wroteAlready()
                        .filter(wrote ->
                                it.pinsOfTag().stream().allMatch(pin -> isBehind(pin, wrote)))
                        .filter(_ -> it.owed(OutcomeKind.Held).isEmpty());
        String detail =
                "container %s went back from what Pushwire wrote, so it is held: a newer event, or removing the annotation %s, ends that"
                        .formatted(it.container().name(), Holds.ANNOTATION);
        return newer.map(wrote ->
                it.policy() == Policy.NOTIFY
                        ? new Keep(OutcomeKind.Held, detail)
                        : new ContainerVerdict.WentBack(
                                it.container().follows().orElseThrow(),
                                new Holds.Mark(wrote.digest(), wrote.position()),
                                detail));
    }

    private static boolean isBehind(Pin pin, Wrote wrote) {
        return pin.position().isOlderThan(wrote.position()) && !pin.digest().equals(wrote.digest());
    }
}
