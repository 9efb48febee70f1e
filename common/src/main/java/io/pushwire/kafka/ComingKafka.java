// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

/// A Kafka that is being started beside its clients: they are made when it is there, instead of
/// trying in growing pauses.
@FunctionalInterface
public interface ComingKafka {

    /// Waits until it is known, and somebody listens there.
    ///
    /// @throws org.apache.kafka.common.KafkaException if it will not come
    String bootstrapServers();
}
