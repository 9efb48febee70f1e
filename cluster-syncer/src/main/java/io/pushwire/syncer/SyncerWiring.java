// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.annotation.Factory;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.execution.OutcomeFollower;
import io.pushwire.syncer.execution.Settings;
import io.pushwire.syncer.kafka.Subscription;
import io.pushwire.syncer.kubernetes.Cluster;
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
    EventExecution execution(
            Cluster cluster,
            Subscription subscription,
            SyncerConfig config,
            List<OutcomeFollower> followers,
            Selection selection,
            Clock clock) {
        return new EventExecution(
                cluster.workloads(),
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
