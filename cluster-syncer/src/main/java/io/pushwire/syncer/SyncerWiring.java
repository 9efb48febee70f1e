// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.execution.FlowControl;
import io.pushwire.syncer.execution.Hops;
import io.pushwire.syncer.execution.LoggedOutcomes;
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
import io.pushwire.syncer.rollout.Pace;
import io.pushwire.syncer.rollout.RolloutWatch;

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

    /// Ends of rollouts are recorded like every outcome; they come long after the start.
    @Singleton
    @Bean(preDestroy = "close")
    RolloutWatch rollouts(
            Cluster cluster,
            BeanProvider<EventExecution> execution,
            RolloutConfig config,
            Clock clock) {
        return new RolloutWatch(
                cluster.rollouts(),
                () -> execution.get()::record,
                config.patience(),
                Pace.USUAL,
                clock);
    }

    @Singleton
    OutcomeFollower events(Cluster cluster, EventsConfig config) {
        return config.kubernetesEvents() ? cluster.events() : _ -> {};
    }

    @Singleton
    OutcomeFollower lines() {
        return new LoggedOutcomes();
    }

    @Singleton
    PolicyReader policies(SyncerConfig config, Selection selection) {
        return new PolicyReader(
                Policy.configured(config.policy()),
                OnManaged.configured(config.onManaged()),
                AdmissionDigests.configured(config.admissionDigests()),
                selection);
    }

    @Singleton
    EventExecution execution(
            Cluster cluster,
            Subscription subscription,
            Partitions partitions,
            SyncerConfig config,
            List<OutcomeFollower> followers,
            FlowControl flow,
            Hops hops,
            PolicyReader policies,
            Clock clock) {
        return new EventExecution(
                cluster.workloads(),
                partitions,
                policies,
                subscription.outcomes(),
                followers,
                new Settings(config.cluster(), config.dryRun(), config.parallelWrites()),
                flow,
                hops,
                clock);
    }
}
