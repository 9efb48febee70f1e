// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.util.Map;
import java.util.concurrent.ExecutionException;

/// Sends the records themselves, through a producer that is set like the listener's and that all
/// senders share, as they do there.
record ProducerCall(Producer<byte[], byte[]> producer, Notifications notifications)
        implements Call {

    /// See `io.pushwire.kafka.KafkaClients`.
    static Producer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
                        ProducerConfig.LINGER_MS_CONFIG, "0",
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1",
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

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
