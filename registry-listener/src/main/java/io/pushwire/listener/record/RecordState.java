// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

/// Whether the index can be asked.
public sealed interface RecordState {

    /// It is being read from Kafka.
    record Building(Progress progress) implements RecordState {}

    /// It has caught up once, and follows.
    ///
    /// @param documents how many there are in it
    record Ready(int documents) implements RecordState {}

    /// @param reason a sentence; it is tried again
    record Unusable(String reason) implements RecordState {}
}
