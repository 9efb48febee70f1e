// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.kafka.PartitionWork;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.level.Level;
import io.pushwire.syncer.level.Partition;
import io.pushwire.syncer.level.Tags;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import java.util.List;
import java.util.Optional;

/// A partition of a log that there is not. What it is given goes the way that a poll's records go.
public final class RehearsedPartition implements AutoCloseable {

    private static final String NOWHERE = "rehearsal";

    private final SyncerShare share;
    private long offset;

    /// @param level not that of real partitions
    /// @param execution writes nothing
    public RehearsedPartition(Level level, EventExecution execution) {
        var work = new PartitionWork(0);
        Partition partition =
                level.open(
                        new Partition.Place(NOWHERE, 0, _ -> 0),
                        new Tags(List.of()),
                        List.of(),
                        (key, task) -> work.start(key, task::run),
                        execution);
        share =
                new SyncerShare(
                        new EventHandler(NOWHERE, 0, execution), work, level, partition, () -> {});
    }

    /// Returns at once.
    public void take(ProducerRecord<byte[], byte[]> written) {
        share.take(List.of(read(written, offset++)));
    }

    @Override
    public void close() {
        share.abandon();
    }

    private static ConsumerRecord<byte[], byte[]> read(
            ProducerRecord<byte[], byte[]> written, long offset) {
        return new ConsumerRecord<>(
                NOWHERE,
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                written.key(),
                written.value(),
                new RecordHeaders(written.headers()),
                Optional.empty());
    }
}
