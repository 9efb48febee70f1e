// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

/// Where requests are kept that nothing can be made of.
@FunctionalInterface
public interface DeadLetters {

    /// Waits like [EventPublisher#publish].
    Publication keep(DeadLetter letter);
}
