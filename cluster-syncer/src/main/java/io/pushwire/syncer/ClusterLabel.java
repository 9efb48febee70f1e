// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micronaut.configuration.metrics.aggregator.MeterRegistryConfigurer;

import jakarta.inject.Singleton;

import java.util.List;

/// The cluster's name on every meter of the syncer's own, so that one dashboard holds many
/// clusters. The listener in the same process has none.
@Singleton
final class ClusterLabel implements MeterRegistryConfigurer<MeterRegistry> {

    private static final List<String> OURS = List.of("pushwire.syncer.", "pushwire.watch.");

    private final Tag cluster;

    ClusterLabel(SyncerConfig config) {
        this.cluster = Tag.of("cluster", config.cluster());
    }

    @Override
    public void configure(MeterRegistry registry) {
        registry.config()
                .meterFilter(
                        new MeterFilter() {
                            @Override
                            public Meter.Id map(Meter.Id id) {
                                return OURS.stream().anyMatch(id.getName()::startsWith)
                                        ? id.withTag(cluster)
                                        : id;
                            }
                        });
    }

    @Override
    public Class<MeterRegistry> getType() {
        return MeterRegistry.class;
    }
}
