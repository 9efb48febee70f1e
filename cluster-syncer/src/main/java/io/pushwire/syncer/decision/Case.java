// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageReference;
import io.pushwire.inventory.Owed;
import io.pushwire.inventory.Wrote;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Pins.Pin;
import io.pushwire.syncer.policy.OnManaged;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One container that uses the event's tag, with everything that its verdict is made of.
record Case(
        PositionedEvent event,
        Workload workload,
        Container container,
        PolicyReading.Found found,
        History history,
        Optional<RunningPods> pods,
        Instant now) {

    /// What we wrote to the object because of this event or a newer one.
    Optional<Wrote> wroteAlready() {
        return history.wrote()
                .filter(wrote -> wrote.position().isComparableTo(event.position()))
                .filter(wrote -> !wrote.position().isOlderThan(event.position()));
    }

    /// Why it was left, if this event is no newer than the one that was.
    Optional<Owed> owed(OutcomeKind kind) {
        return history.owed()
                .filter(owed -> owed.kind() == kind)
                .filter(owed -> owed.position().isComparableTo(event.position()))
                .filter(owed -> !owed.position().isOlderThan(event.position()));
    }

    PolicyReading.Choice choice() {
        return found.of(container.name());
    }

    /// Pin gives way to restart where another tool applies the image.
    Policy policy() {
        return insteadOfPin().isPresent() ? Policy.RESTART : choice().policy();
    }

    /// Whether the policy replaces pods so that they pull again.
    boolean replacesPods() {
        return policy() == Policy.RESTART || policy() == Policy.RECREATE;
    }

    /// The other tool, where it is asked to be left alone. A workload that itself says `pin` knows
    /// what it wants.
    Optional<String> rival(OnManaged asked) {
        return choice().policy() == Policy.PIN && !choice().ofItsOwn() && found.onManaged() == asked
                ? container.appliedBy()
                : Optional.empty();
    }

    /// Why the container is restarted although its policy is pin.
    Optional<String> insteadOfPin() {
        return rival(OnManaged.RESTART)
                .map(tool ->
                        "it is not pinned because %s applies its image (pushwire.on-managed)"
                                .formatted(tool));
    }

    ImageReference reference() {
        return container.reference().orElseThrow();
    }

    /// What we did to the container before.
    Optional<Pin> ours() {
        return workload.pins() instanceof Pins.Known known
                ? known.of(container.name())
                : Optional.empty();
    }

    /// What we did, if that is why this digest is on the image.
    Optional<Pin> explainedBy(Digest present) {
        return ours().filter(pin -> pin.explains(present));
    }

    /// What we did for the tag to any container of the workload, also one that is gone.
    List<Pin> pinsOfTag() {
        return workload.pins() instanceof Pins.Known known
                ? known.byContainer().values().stream()
                        .filter(pin ->
                                ImageReference.parse(pin.spec())
                                        .flatMap(ImageReference::imageTag)
                                        .equals(container.follows()))
                        .toList()
                : List.of();
    }

    /// The registry's own word on a workload that we never wrote is often no news to its pods.
    boolean mayRunAlready() {
        return event.event() instanceof ImageEvent.Observed
                && ours().isEmpty()
                && workload.rollout().restart() != Workload.RestartStyle.NONE;
    }

    /// Whether what was done follows something newer than the event. A look-up that stands on no
    /// log is newer than what was received before it.
    boolean isOlderThan(Position done) {
        return event.position().isOlderThan(done)
                || (event.position().lookedUpAt().isEmpty()
                        && done.lookedUpAt()
                                .filter(event.event().announcement().receivedAt()::isBefore)
                                .isPresent());
    }

    /// Of an event that says a digest: the guards let no other pass.
    ImageEvent.Located located() {
        if (event.event() instanceof ImageEvent.Located located) {
            return located;
        }
        throw new IllegalStateException("no digest in " + event.event());
    }

    Digest wanted() {
        return located().digest();
    }
}
