// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.image.ImageReference;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Pins.Pin;
import io.pushwire.syncer.decision.Workload;

/// A workload as its owner wrote it: what Pushwire did to it is taken away, so that two
/// configurations can be compared by events that are long overtaken.
final class Unwritten {

    private Unwritten() {}

    static Workload of(Workload workload) {
        if (!(workload.pins() instanceof Pins.Known pins)) {
            return workload;
        }
        return new Workload(
                workload.ref(),
                workload.uid(),
                workload.resourceVersion(),
                workload.labels(),
                workload.annotations(),
                workload.controller(),
                Pins.Known.none(),
                workload.containers().stream()
                        .map(container ->
                                pins.of(container.name())
                                        .filter(pin -> isOurs(pin, container))
                                        .map(pin -> with(container, pin.spec()))
                                        .orElse(container))
                        .toList(),
                workload.rollout(),
                workload.maps());
    }

    private static boolean isOurs(Pin pin, Container container) {
        return ImageReference.parse(container.image())
                .flatMap(ImageReference::digest)
                .filter(present ->
                        present.equals(pin.digest())
                                || pin.admitted().filter(present::equals).isPresent())
                .isPresent();
    }

    private static Container with(Container container, String image) {
        return new Container(
                container.name(),
                container.slot(),
                image,
                container.alwaysPulls(),
                container.handedOver(),
                container.appliedBy(),
                container.setBy());
    }
}
