// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.execution.Workloads;
import io.pushwire.syncer.policy.Selection;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Optional;

/// The one cluster of this syncer: its index and the way to write to it.
@Singleton
public final class Cluster {

    private final WorkloadIndex index;
    private final NamespaceIndex namespaces;
    private final Workloads workloads;

    Cluster(KubernetesConfig config, Selection selection) {
        ApiServer server = ClusterConnection.open(config);
        List<KindDefinition> kinds = KindDefinition.builtIn(selection.labels().labels());
        this.index = new WorkloadIndex(server, kinds);
        this.namespaces = new NamespaceIndex(server);
        this.workloads = new KubernetesWorkloads(server, index, namespaces, kinds);
    }

    public Workloads workloads() {
        return workloads;
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
        return namespaces.missingRight();
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
