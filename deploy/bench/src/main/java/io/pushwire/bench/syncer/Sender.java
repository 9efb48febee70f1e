// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.sending.HttpConnection;
import io.pushwire.bench.sending.Push;
import io.pushwire.kafka.Topics;

import org.apache.kafka.clients.producer.Producer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A way for a push to get into Pushwire.
interface Sender extends AutoCloseable {

    /// Returns when it is accepted.
    ///
    /// @throws IOException if it is not
    Sent send(Push push) throws IOException, InterruptedException;

    @Override
    default void close() throws IOException {}

    /// @param begun before its first byte left
    /// @param accepted when the answer was there
    record Sent(Push push, Instant begun, Instant accepted) {}

    /// By a registry's notification to the listener, on one connection. Like a registry it asks
    /// again where the listener could not make the push durable in time; that is part of the time
    /// that the push took.
    final class ByNotification implements Sender {

        private static final int ACCEPTED = 202;
        private static final int TRY_AGAIN = 503;
        private static final int MOST_TRIES = 20;
        private static final int PAUSE_MILLIS = 250;

        private final HttpConnection connection;
        private final int port;

        ByNotification(InetSocketAddress listener) {
            this.connection = new HttpConnection(listener);
            this.port = listener.getPort();
        }

        @Override
        public Sent send(Push push) throws IOException, InterruptedException {
            byte[] request = push.request(port);
            Instant begun = Instant.now();
            int status = connection.send(request);
            for (int tried = 1; status == TRY_AGAIN && tried < MOST_TRIES; tried++) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                status = connection.send(request);
            }
            if (status != ACCEPTED) {
                throw new IOException("the listener answered " + status);
            }
            return new Sent(push, begun, Instant.now());
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /// By an event on the log, which is where the listener puts it.
    record ByEvent(Producer<byte[], byte[]> producer) implements Sender {

        @Override
        public Sent send(Push push) throws IOException, InterruptedException {
            var event = push.toRecord(Topics.IMAGE_EVENTS);
            Instant begun = Instant.now();
            try {
                producer.send(event).get(10, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException failed) {
                throw new IOException("Tried to write an event but " + failed, failed);
            }
            return new Sent(push, begun, Instant.now());
        }
    }
}
