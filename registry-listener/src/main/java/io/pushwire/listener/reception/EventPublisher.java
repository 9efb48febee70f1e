// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

import io.pushwire.event.ImageEvent;

import java.util.List;

/// The log, as the core sees it.
@FunctionalInterface
public interface EventPublisher {

    /// Sends all, then waits for all, within one deadline of its own; never throws because the log
    /// is away.
    ///
    /// @return one publication per event, in their order
    List<Publication> publish(List<ImageEvent> events);
}
