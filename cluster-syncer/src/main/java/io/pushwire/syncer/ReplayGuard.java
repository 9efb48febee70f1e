// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.pushwire.inventory.Heartbeat;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.syncer.kafka.InventoryTombstones;

import java.time.Instant;
import java.util.Optional;

/// Whether a replay may write to the cluster.
///
/// @param looking at it
record ReplayGuard(LookingBack looking) {

    /// @param asOf the time to which the cluster is to be brought; empty for now
    /// @throws IllegalStateException with what to do first, if it may not
    void check(Optional<Instant> asOf) throws InterruptedException {
        String name = looking.name();
        if (looking.context().getBean(SyncerConfig.class).dryRun()) {
            throw new IllegalStateException(
                    "pushwire.dry-run is on, so nothing may be written: leave --apply out, or"
                            + " switch it off");
        }
        if (!looking.log().knows(name)) {
            return;
        }
        var inventory = new InventoryTombstones(looking.context().getBean(KafkaClients.class));
        Optional<Heartbeat> last = inventory.lastHeardOf(name);
        if (last.isPresent()) {
            refuseAnother(last.get(), name);
            if (asOf.isPresent()) {
                refuseWhileItRuns(last.get(), name);
            }
        }
    }

    private void refuseAnother(Heartbeat last, String name) throws InterruptedException {
        if (looking.cluster().uid().filter(uid -> !uid.equals(last.uid())).isPresent()) {
            throw new IllegalStateException(
                    ("pushwire.cluster \"%1$s\" is the name of another cluster, last heard of at"
                         + " %2$s: choose another name, or, if that cluster is gone, take its"
                         + " records away with `cluster-syncer forget %1$s`")
                            .formatted(name, last.at()));
        }
    }

    private void refuseWhileItRuns(Heartbeat last, String name) {
        if (last.at().plus(SyncerDesk.SILENCE).isAfter(looking.clock().instant())) {
            throw new IllegalStateException(
                    ("the syncer of cluster %s was heard of at %s: it would bring every workload"
                         + " back to the newest event of its tags. Stop it first and wait three"
                         + " minutes, or leave --as-of out")
                            .formatted(name, last.at()));
        }
    }
}
