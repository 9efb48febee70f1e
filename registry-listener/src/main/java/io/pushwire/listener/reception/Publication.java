// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

/// What the log did with one record.
public sealed interface Publication {

    /// On as many brokers as the topic demands.
    record Stored(String topic, int partition, long offset) implements Publication {}

    /// The log will never take it, however often it is tried.
    record TooLarge(String reason) implements Publication {}

    /// Not stored in time. It may still be stored later, which is a harmless duplicate.
    record Unavailable(String reason) implements Publication {}
}
