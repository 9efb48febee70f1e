// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.annotation.Factory;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.execution.OutcomeFollower;
import io.pushwire.syncer.execution.Settings;
import io.pushwire.syncer.kafka.Subscription;
import io.pushwire.syncer.kubernetes.Cluster;
import io.pushwire.syncer.level.InventoryKeeper;
import io.pushwire.syncer.level.Level;
import io.pushwire.syncer.level.Partitions;
import io.pushwire.syncer.level.Revisiting;
import io.pushwire.syncer.policy.AdmissionDigests;
import io.pushwire.syncer.policy.FieldSelector;
import io.pushwire.syncer.policy.LabelSelector;
import io.pushwire.syncer.policy.OnManaged;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReader;
import io.pushwire.syncer.policy.Selection;

import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.List;

/// The way of an event on one page: subscription → execution → cluster, outcomes back.
@Factory
final class SyncerWiring {

    @Singleton
    Selection selection(SelectionConfig config, NamespacesConfig namespaces) {
        return new Selection(
                namespaces.selection(),
                LabelSelector.parse(config.selector()),
                FieldSelector.parse(config.fieldSelector()),
                config.optIn());
    }

    @Singleton
    Partitions partitions(Cluster cluster) {
        return new Partitions(cluster.workloads());
    }

    @Singleton
    InventoryKeeper inventory(
            Cluster cluster,
            Partitions partitions,
            Subscription subscription,
            SyncerConfig config,
            Clock clock) {
        return new InventoryKeeper(
                cluster.workloads(), partitions, subscription.inventory(config.cluster()), clock);
    }

    @Singleton
    Revisiting revisits(Cluster cluster, Partitions partitions, InventoryKeeper inventory) {
        return new Revisiting(cluster.workloads(), partitions, inventory);
    }

    @Singleton
    Level level(Cluster cluster, Partitions partitions, InventoryKeeper inventory, Clock clock) {
        return new Level(cluster.workloads(), partitions, inventory, clock);
    }

    @Singleton
    EventExecution execution(
            Cluster cluster,
            Subscription subscription,
            Partitions partitions,
            SyncerConfig config,
            List<OutcomeFollower> followers,
            Selection selection,
            Clock clock) {
        return new EventExecution(
                cluster.workloads(),
                partitions,
                new PolicyReader(
                        Policy.configured(config.policy()),
                        OnManaged.configured(config.onManaged()),
                        AdmissionDigests.configured(config.admissionDigests()),
                        selection),
                subscription.outcomes(),
                followers,
                new Settings(config.cluster(), config.dryRun(), config.parallelWrites()),
                clock);
    }
}
