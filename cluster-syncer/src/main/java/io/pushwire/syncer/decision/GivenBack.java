// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.image.ImageReference;
import io.pushwire.syncer.decision.Decision.ImageChange;
import io.pushwire.syncer.decision.Pins.Pin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What it takes to leave a workload as it was before Pushwire: the original images where ours are
/// still there.
///
/// @param changes of the images that are ours
/// @param left sentences about images that somebody changed since; they stay
public record GivenBack(List<ImageChange> changes, List<String> left) {

    public GivenBack {
        changes = List.copyOf(changes);
        left = List.copyOf(left);
    }

    /// @param pins what our annotation on the workload says
    public static GivenBack of(Workload workload, Pins.Known pins) {
        var changes = new ArrayList<ImageChange>();
        var left = new ArrayList<String>();
        for (Container container : workload.containers()) {
            Optional<Pin> pin = pins.of(container.name());
            if (pin.isEmpty() || container.image().equals(pin.get().spec())) {
                continue;
            }
            if (isOurs(container, pin.get())) {
                changes.add(new ImageChange(container, pin.get().spec()));
            } else {
                left.add(
                        "%s has %s now, which is not what Pushwire wrote; it stays"
                                .formatted(container.described(), container.image()));
            }
        }
        return new GivenBack(changes, left);
    }

    private static boolean isOurs(Container container, Pin pin) {
        return ImageReference.parse(container.image())
                .filter(image -> image.withoutDigest().equals(pin.spec()))
                .flatMap(ImageReference::digest)
                .filter(pin::explains)
                .isPresent();
    }
}
