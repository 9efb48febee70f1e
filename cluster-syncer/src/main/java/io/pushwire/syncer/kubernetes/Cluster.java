// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.execution.WorkloadFollower;
import io.pushwire.syncer.execution.Workloads;
import io.pushwire.syncer.policy.Selection;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The one cluster of this syncer: its index and the way to write to it.
@Singleton
public final class Cluster {

    private static final Duration NAMESPACES_AGAIN = Duration.ofSeconds(10);

    private final WorkloadIndex index;
    private final NamespacePolicies namespaces;
    private final Workloads workloads;
    private final ApiServer server;

    Cluster(
            KubernetesConfig config,
            Kinds configured,
            Selection selection,
            MeterRegistry meters,
            Clock clock) {
        this.server = ClusterConnection.open(config);
        List<KindDefinition> kinds = configured.enabled(selection.labels().labels());
        List<String> only = selection.namespaces().writtenOut();
        this.index = new WorkloadIndex(server, kinds, only, meters);
        this.namespaces =
                only.isEmpty()
                        ? new NamespaceIndex(server, meters)
                        : new SingleNamespaces(server, only, NAMESPACES_AGAIN);
        this.workloads = new KubernetesWorkloads(server, index, namespaces, kinds, clock);
    }

    /// Which cluster this is: the uid of its namespace `kube-system`, which lives as long as it
    /// does. Waits until the API server answers; empty without the right to read it.
    public Optional<String> uid() throws InterruptedException {
        return new ClusterUid(server).read();
    }

    public Workloads workloads() {
        return workloads;
    }

    /// Tells of every change from the first list on. Before [#synchronize()].
    public void follow(WorkloadFollower follower) {
        index.follow(follower);
    }

    /// Starts the informers and waits, as long as it takes, until each kind was listed.
    public void synchronize() throws InterruptedException {
        index.start();
        namespaces.start();
        var backoff = new Backoff();
        while (!synchronizedOnce()) {
            backoff.pause();
        }
    }

    public boolean synchronizedOnce() {
        return index.synced() && namespaces.synced();
    }

    /// What is not done for want of a right, as a sentence.
    public Optional<String> missingRight() {
        String missing =
                Stream.concat(namespaces.missingRight().stream(), index.missingRights().stream())
                        .collect(Collectors.joining("; "));
        return Optional.of(missing).filter(text -> !text.isEmpty());
    }

    /// How many workloads are known.
    public int size() {
        return index.size();
    }

    @PreDestroy
    void close() {
        index.close();
        namespaces.close();
    }
}
