// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.pushwire.config.Service;

/// One cluster's syncer as a process of its own.
public final class ClusterSyncer {

    /// Selects `application-syncer.yml`, the defaults of this module.
    public static final String ENVIRONMENT = "syncer";

    private ClusterSyncer() {}

    /// @param arguments Micronaut's: `-pushwire.cluster=prod` sets a property
    public static void main(String[] arguments) {
        Service.with(arguments).mainClass(ClusterSyncer.class).environments(ENVIRONMENT).start();
    }
}
