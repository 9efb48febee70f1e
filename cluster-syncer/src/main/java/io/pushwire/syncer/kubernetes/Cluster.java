// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.execution.ApiServerProbe;
import io.pushwire.syncer.execution.OutcomeFollower;
import io.pushwire.syncer.execution.WorkloadFollower;
import io.pushwire.syncer.execution.Workloads;
import io.pushwire.syncer.policy.Selection;
import io.pushwire.syncer.rollout.RolloutView;
import io.pushwire.syncer.sync.Parallel;

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

    // Informers do not tell when they are done; to look costs next to nothing.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final WorkloadIndex index;
    private final NamespacePolicies namespaces;
    private final Workloads workloads;
    private final RolloutView rollouts;
    private final WorkloadEvents events;
    private final ServerProbe probe;
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
        this.probe = new ServerProbe(server);
        this.rollouts = new KubernetesRollouts(server, kinds);
        this.workloads = new KubernetesWorkloads(server, index, namespaces, rollouts, kinds, clock);
        this.events = new WorkloadEvents(server, ref -> regarding(kinds, ref), instance(), clock);
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

    public RolloutView rollouts() {
        return rollouts;
    }

    /// Tells workloads' users by Kubernetes Events.
    public OutcomeFollower events() {
        return events;
    }

    /// Whether the API server is there.
    public ApiServerProbe probe() {
        return probe;
    }

    /// Workloads that nobody has, and whose writes are none.
    public Workloads rehearsal() {
        return new Rehearsal(server);
    }

    /// Starts the informers and waits, as long as it takes, until each kind was listed.
    public void synchronize() throws InterruptedException {
        index.start();
        namespaces.start();
        while (!synchronizedOnce()) {
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /// Instead of [#synchronize()], for who looks once: each kind is listed, and no change
    /// followed.
    public void list() throws InterruptedException {
        Parallel.each(List.<Listing>of(index::list, namespaces::list), 2, Listing::list);
    }

    private interface Listing {
        void list() throws InterruptedException;
    }

    public boolean synchronizedOnce() {
        return index.synced() && namespaces.synced();
    }

    /// What is not done for want of a right, as a sentence.
    public Optional<String> missingRight() {
        String missing =
                Stream.of(
                                namespaces.missingRight().stream(),
                                index.missingRights().stream(),
                                events.missingRight().stream())
                        .flatMap(right -> right)
                        .collect(Collectors.joining("; "));
        return Optional.of(missing).filter(text -> !text.isEmpty());
    }

    /// How many workloads are known.
    public int size() {
        return index.size();
    }

    @PreDestroy
    void close() {
        events.close();
        index.close();
        namespaces.close();
    }

    private Optional<WorkloadEvents.Regarding> regarding(
            List<KindDefinition> kinds, WorkloadRef ref) {
        return kinds.stream()
                .filter(kind -> kind.kind().equals(ref.kind()))
                .findFirst()
                .flatMap(kind ->
                        index.find(ref)
                                .map(found ->
                                        new WorkloadEvents.Regarding(
                                                kind.apiVersion(), found.uid())));
    }

    /// A pod's name, or the machine's.
    private static String instance() {
        String host = System.getenv("HOSTNAME");
        return host == null || host.isBlank() ? "cluster-syncer" : host;
    }
}
