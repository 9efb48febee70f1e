// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import org.apache.kafka.clients.admin.Admin;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// How the clients of a [SecuredKafka] show who they are, from the chart's values to the broker.
interface Credentials {

    /// What the chart is told under `kafka`, beside where it is.
    String kafkaValues();

    /// What the chart is told under `strimzi.users`.
    String userValues();

    /// The broker's listener's.
    String protocol();

    Map<String, String> brokerSettings();

    /// Of a client that may do everything.
    Map<String, String> superuser();

    /// Kafka's name for a user, in its rules.
    String principal(String user);

    /// Makes what the broker has to know of a user.
    void know(Admin admin, String user) throws ExecutionException, InterruptedException;

    /// What a user's Secret holds.
    Login login(String user);

    /// How a pod gets a Secret.
    ///
    /// @param variables of its container
    /// @param mounts by where they are in a pod; here they are elsewhere
    record Login(Map<String, String> variables, Map<String, Path> mounts) {

        /// The configuration with the paths that there are here.
        String located(String configuration) {
            String here = configuration;
            for (Map.Entry<String, Path> mount : mounts.entrySet()) {
                here = here.replace(mount.getKey(), mount.getValue().toString());
            }
            return here;
        }
    }
}
