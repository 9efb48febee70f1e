// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import io.pushwire.listener.export.RecordLog;
import io.pushwire.listener.redelivery.Archive;
import io.pushwire.listener.redelivery.Redelivery;

/// What the commands work with.
public interface Desk {

    /// The dead letters, whatever the sources' configuration says.
    Archive archive();

    /// The topics, whatever the sources' configuration says.
    ///
    /// @throws io.pushwire.listener.export.ExportFailedException if Kafka cannot be reached
    RecordLog recordLog();

    /// @throws io.pushwire.config.UnusableConfigurationException if the configuration is one that
    ///   the service would refuse
    Sending sending();

    /// A way to the log, open until closed.
    interface Sending extends AutoCloseable {

        Redelivery redelivery();

        @Override
        void close();
    }
}
