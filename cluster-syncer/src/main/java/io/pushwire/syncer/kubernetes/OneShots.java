// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.pushwire.syncer.sync.SyncCluster;
import io.pushwire.syncer.sync.SyncRequest;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Opens the cluster of the configuration for one run.
@Singleton
public final class OneShots {

    private final KubernetesConfig config;
    private final Kinds kinds;

    OneShots(KubernetesConfig config, Kinds kinds) {
        this.config = config;
        this.kinds = kinds;
    }

    /// Of a cluster that nothing else is said about than how it is reached.
    ///
    /// @param kubeconfig see `pushwire.kubernetes.kubeconfig`
    /// @param context see `pushwire.kubernetes.context`
    public static OneShots of(@Nullable String kubeconfig, @Nullable String context) {
        return new OneShots(new KubernetesConfig(kubeconfig, context), new Kinds(List.of()));
    }

    /// The namespace that kubectl would take.
    public String namespace() {
        return ClusterConnection.namespace(config);
    }

    /// @throws IllegalStateException if there is no cluster to be found
    public SyncCluster open(SyncRequest request, Clock clock) {
        List<KindDefinition> asked = new ArrayList<>(kinds.enabled(Set.of()));
        if (request.looksAtBarePods() && asked.stream().noneMatch(KindDefinition::isPod)) {
            KindDefinition.known(Set.of()).stream()
                    .filter(KindDefinition::isPod)
                    .forEach(asked::add);
        }
        return new OneShotCluster(ClusterConnection.openOnce(config), asked, request, clock);
    }
}
