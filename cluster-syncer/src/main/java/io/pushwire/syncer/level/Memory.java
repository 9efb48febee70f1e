// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.image.ImageTag;
import io.pushwire.inventory.Wrote;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.History;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is remembered of one partition of the log: the newest word about each tag, what we wrote
/// and what we owe.
record Memory(Partition.Place place, Tags tags, Ledger ledger) {

    /// What we wrote or owe is a word about its tag too.
    void learnFromLedger(Instant now) {
        ledger.words().forEach(word -> tags.learn(word.tag(), word.digest(), word.position(), now));
    }

    /// The name under which a tag that workloads spell like this is kept here, if it is.
    Optional<ImageTag> keyOf(ImageTag spelling) {
        return tags.find(spelling)
                .map(known -> known.tag().image())
                .or(() ->
                        place.partitioner().applyAsInt(spelling) == place.number()
                                ? Optional.of(spelling)
                                : Optional.empty());
    }

    History history(ImageTag image, String uid) {
        Ledger.Entry entry = ledger.of(image, uid);
        return new History(tags.find(image).flatMap(Tags.Known::word), entry.wrote(), entry.owed());
    }

    /// What our annotation on an object says we wrote.
    void see(Workload workload) {
        if (!(workload.pins() instanceof Pins.Known pins)) {
            return;
        }
        for (Container container : workload.containers()) {
            pins.of(container.name())
                    .filter(this::isOurs)
                    .ifPresent(pin -> see(workload, container, pin));
        }
    }

    private void see(Workload workload, Container container, Pins.Pin pin) {
        container
                .follows()
                .flatMap(this::keyOf)
                .ifPresent(tag ->
                        ledger.see(
                                tag,
                                workload.uid(),
                                new Wrote(
                                        pin.digest(),
                                        pin.position(),
                                        container.pinned(),
                                        List.of())));
    }

    /// @param at the object as the index has it after the outcome
    void follow(ImageTag image, Workload at, Outcome outcome) {
        ledger.follow(image, at.uid(), outcome);
        boolean pinned = outcome.kind() == OutcomeKind.Written;
        // Else it was deleted and made again meanwhile.
        if ((pinned || outcome.kind() == OutcomeKind.Restarted) && isFrom(outcome, at)) {
            outcome.cause()
                    .digest()
                    .ifPresent(digest ->
                            ledger.wrote(
                                    image,
                                    at.uid(),
                                    new Wrote(
                                            digest,
                                            outcome.cause().position(),
                                            pinned,
                                            outcome.writtenAt().stream().toList())));
        }
    }

    private static boolean isFrom(Outcome outcome, Workload at) {
        return at.pins() instanceof Pins.Known pins
                && pins.byContainer().values().stream()
                        .anyMatch(pin -> pin.position().equals(outcome.cause().position()));
    }

    private boolean isOurs(Pins.Pin pin) {
        return pin.position().log().equals(place.log())
                && pin.position().partition() == place.number();
    }
}
