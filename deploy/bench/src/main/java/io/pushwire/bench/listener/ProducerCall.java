// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import org.apache.kafka.clients.producer.Producer;

import java.util.concurrent.ExecutionException;

/// Sends the records themselves, through a producer that is set like the listener's and that all
/// senders share, as they do there.
record ProducerCall(Producer<byte[], byte[]> producer, Notifications notifications)
        implements Call {

    @Override
    public boolean make(long number) throws InterruptedException {
        try {
            producer.send(notifications.toRecord(number)).get();
            return true;
        } catch (ExecutionException failed) {
            return false;
        }
    }

    @Override
    public void close() {
        // The producer is not its own.
    }
}
