// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.kafka.LogConsumer;
import io.pushwire.kafka.PartitionWork;
import io.pushwire.syncer.level.Level;
import io.pushwire.syncer.level.Partition;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// One partition of the log: the events of a tag in their order, different tags side by side.
final class SyncerShare implements LogConsumer.Share {

    private final EventHandler handler;
    private final PartitionWork work;
    private final Level level;
    private final Partition partition;
    private final Runnable released;

    /// @param released called when another replica has the partition
    SyncerShare(
            EventHandler handler,
            PartitionWork work,
            Level level,
            Partition partition,
            Runnable released) {
        this.handler = handler;
        this.work = work;
        this.level = level;
        this.partition = partition;
        this.released = released;
    }

    /// All are heard before the first one is acted upon: only the newest of a tag is.
    @Override
    public void take(List<ConsumerRecord<byte[], byte[]>> events) {
        List<EventHandler.Read> read =
                events.stream().map(event -> handler.read(event, partition)).toList();
        for (int i = 0; i < read.size(); i++) {
            EventHandler.Read next = read.get(i);
            ConsumerRecord<byte[], byte[]> event = events.get(i);
            work.start(
                    EventHandler.key(event),
                    event.offset(),
                    () -> TraceParent.of(event.headers(), () -> handler.handle(next)));
        }
    }

    @Override
    public OptionalLong committable() {
        return work.committable();
    }

    @Override
    public void committed(long offset) {
        work.committed(offset);
    }

    @Override
    public int inFlight() {
        return work.inFlight();
    }

    @Override
    public void finish(Duration patience) throws InterruptedException {
        work.finish(patience);
        level.close(partition);
        released.run();
    }

    @Override
    public void abandon() {
        work.abandon();
        level.abandon(partition);
        released.run();
    }
}
