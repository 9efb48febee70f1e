// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.kafka.LogConsumer;
import io.pushwire.kafka.PartitionWork;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.time.Duration;
import java.util.OptionalLong;

/// One partition of the log: the events of a tag in their order, different tags side by side.
final class SyncerShare implements LogConsumer.Share {

    private final String log;
    private final EventHandler handler;
    private final PartitionWork work;

    /// @param log id of the topic, the name of its order
    /// @param position the first offset that will be read
    SyncerShare(String log, EventHandler handler, long position) {
        this.log = log;
        this.handler = handler;
        this.work = new PartitionWork(position);
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> event) {
        work.start(EventHandler.key(event), event.offset(), () -> handler.handle(log, event));
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
    }

    @Override
    public void abandon() {
        work.abandon();
    }
}
