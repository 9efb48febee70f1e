// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.control.Directive;

import java.util.List;

/// Where pauses are said and listed.
public interface PauseBoard extends AutoCloseable {

    /// The cluster of the configuration.
    ///
    /// @throws IllegalArgumentException if there is none, saying which key is missing
    String cluster();

    /// Returns when the syncers will hear of it whatever happens.
    ///
    /// @throws IllegalArgumentException if Kafka does not take it
    void say(Directive directive) throws InterruptedException;

    /// The pauses that hold now.
    ///
    /// @throws IllegalArgumentException if Kafka does not answer
    List<Directive> paused() throws InterruptedException;

    @Override
    void close();
}
