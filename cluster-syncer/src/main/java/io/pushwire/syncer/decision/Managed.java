// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;

/// Which workloads are kept where their tag is, also between events: those that we wrote or owe
/// something. Any other is only written because of an event that came while it existed.
public final class Managed {

    private Managed() {}

    /// @param newest the newest word about a tag that the workload follows
    public static boolean isFollowing(
            Position newest, Digest digest, Workload workload, History history) {
        return history.wrote().isPresent()
                || history.owed().isPresent()
                || (workload.pins() instanceof Pins.Known pins
                        && pins.byContainer().values().stream()
                                .anyMatch(pin ->
                                        // A rebuilt log says nothing of what is newer.
                                        pin.position().log().equals(newest.log())
                                                || pin.digest().equals(digest)));
    }
}
