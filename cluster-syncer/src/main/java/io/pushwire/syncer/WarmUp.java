// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.execution.ApiServerState;
import io.pushwire.syncer.execution.Deferrals;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.execution.FlowControl;
import io.pushwire.syncer.execution.Settings;
import io.pushwire.syncer.execution.Workloads;
import io.pushwire.syncer.execution.WriteSlots;
import io.pushwire.syncer.kafka.RehearsedPartition;
import io.pushwire.syncer.kubernetes.Cluster;
import io.pushwire.syncer.level.InventoryKeeper;
import io.pushwire.syncer.level.Level;
import io.pushwire.syncer.level.Partitions;
import io.pushwire.syncer.policy.PolicyReader;
import io.pushwire.wire.ImageEventCodec;
import io.pushwire.wire.InventoryCodec;
import io.pushwire.wire.OutcomeCodec;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Handles events that nobody has sent, for workloads that nobody has, before the first real one
/// comes: that one would wait for classes to be loaded and connections to be made. They go through
/// what real ones go through, from a record's bytes to a patch and to the bytes of outcome and
/// inventory. Nothing is written, neither to the cluster nor to a topic.
@Singleton
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private static final int ROUNDS = 50;
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final String NOWHERE = "rehearsal";
    private static final Digest DIGEST = new Digest("sha256:" + "0".repeat(64));

    private final Cluster cluster;
    private final PolicyReader policies;
    private final Clock clock;
    private final Semaphore recorded = new Semaphore(0);

    WarmUp(Cluster cluster, PolicyReader policies, Clock clock) {
        this.cluster = cluster;
        this.policies = policies;
        this.clock = clock;
    }

    /// Without it everything works as well, only slower at first: a failure is no more than logged.
    void run() throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        Workloads workloads = cluster.rehearsal();
        var partitions = new Partitions(workloads);
        var inventory =
                new InventoryKeeper(
                        workloads,
                        partitions,
                        (partition, records, _) -> encoded(partition, records),
                        clock);
        var level = new Level(workloads, partitions, inventory, clock);
        try (var partition =
                new RehearsedPartition(level, execution(workloads, partitions, inventory))) {
            int round = 0;
            boolean inTime = true;
            while (round < ROUNDS && inTime) {
                partition.take(ImageEventCodec.write(NOWHERE, example(round++, clock.instant())));
                inTime = recorded.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            level.flush();
            LOG.debug("warmed up with {} events", round);
        } catch (RuntimeException failed) {
            LOG.warn("Tried to warm up but failed; the first push may take longer", failed);
        }
    }

    private EventExecution execution(
            Workloads workloads, Partitions partitions, InventoryKeeper inventory) {
        return new EventExecution(
                workloads,
                partitions,
                policies,
                this::record,
                List.of(inventory),
                new Settings(NOWHERE, false, 1),
                new FlowControl(
                        new ApiServerState(cluster.probe(), clock),
                        new WriteSlots(1, 0, System::nanoTime),
                        new Deferrals(_ -> {}, (_, _) -> {}),
                        _ -> Optional.empty()),
                (_, _, _) -> {},
                clock);
    }

    private void record(List<Outcome> outcomes) {
        outcomes.forEach(outcome -> OutcomeCodec.write(NOWHERE, outcome));
        recorded.release();
    }

    private static boolean encoded(int partition, List<TagUse> records) {
        records.forEach(use -> InventoryCodec.write(NOWHERE, partition, NOWHERE, use));
        return true;
    }

    /// Each about another tag: the second word about one would be another decision.
    private static ImageEvent example(int number, Instant now) {
        var tag = new ImageTag("registry.example.com", "rehearsal/image-" + number, "1");
        var announcement =
                new Announcement(
                        NOWHERE,
                        tag,
                        List.of(tag.host()),
                        Optional.empty(),
                        now,
                        new Announcement.Origin(
                                NOWHERE,
                                "distribution",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        return new ImageEvent.Pushed(announcement, DIGEST, Optional.empty(), now);
    }
}
