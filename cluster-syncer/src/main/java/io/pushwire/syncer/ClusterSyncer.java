// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.pushwire.config.Arguments;
import io.pushwire.config.Service;
import io.pushwire.syncer.command.Commands;

/// One cluster's syncer as a process of its own, or a command where the first argument is a word:
/// see [Commands].
public final class ClusterSyncer {

    /// Selects `application-syncer.yml`, the defaults of this module.
    public static final String ENVIRONMENT = "syncer";

    private ClusterSyncer() {}

    /// @param arguments Micronaut's: `-pushwire.cluster=prod` sets a property; or a command's
    public static void main(String[] arguments) {
        if (Arguments.isCommand(arguments)) {
            System.exit(Commands.execute(new SyncerDesk(), arguments));
        }
        Service.with(arguments).mainClass(ClusterSyncer.class).environments(ENVIRONMENT).start();
    }
}
