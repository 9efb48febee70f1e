// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import java.io.IOException;
import java.util.List;

/// The topics as they are now. It joins no group and commits nothing.
public interface RecordLog extends AutoCloseable {

    /// The id of the Kafka cluster.
    String clusterId();

    /// The partitions that an order means, by topic and number.
    List<Extent> extents(Order order);

    /// Gives the records of a span in their order, but for those that are not there any more.
    ///
    /// @throws ExportFailedException if it cannot be read
    void read(Extent extent, Span span, Sink sink) throws IOException;

    @Override
    void close();

    /// One partition when it was looked at.
    ///
    /// @param topicId Kafka's: a topic that was made anew has another one
    /// @param kept from the first offset that is kept to the end of the log
    /// @param window what of it lies between the order's times
    record Extent(String topic, String topicId, int partition, Span kept, Span window) {

        /// As Kafka's tools name it.
        public String name() {
            return topic + "-" + partition;
        }
    }

    /// Takes one row after the other.
    @FunctionalInterface
    interface Sink {
        void take(Row row) throws IOException;
    }
}
