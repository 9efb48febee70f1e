// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.runtime.Micronaut;

/// One cluster's syncer as a process of its own.
public final class ClusterSyncer {

    /// Selects `application-syncer.yml`, the defaults of this module.
    public static final String ENVIRONMENT = "syncer";

    private ClusterSyncer() {}

    /// @param arguments Micronaut's: `-pushwire.cluster=prod` sets a property
    public static void main(String[] arguments) {
        Micronaut.build(arguments)
                .mainClass(ClusterSyncer.class)
                .environments(ENVIRONMENT)
                .deduceEnvironment(false)
                .banner(false)
                .start();
    }
}
