// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Kafka clients with the defaults that lose nothing, over the connection that micronaut-kafka is
/// configured with: servers and security under `kafka.*`. Made when they are needed and closed by
/// who made them: at the start Kafka may be away, and the clients that Micronaut keeps would hold
/// up a shutdown for a minute then.
///
/// Each method throws a [org.apache.kafka.common.KafkaException] where no server's name can be
/// resolved yet, and waits for a [ComingKafka].
@Singleton
public final class KafkaClients {

    private final Properties connection;
    private final Optional<ComingKafka> coming;

    public KafkaClients(KafkaDefaultConfiguration connection) {
        this(connection, Optional.empty());
    }

    /// @param coming tells where Kafka is, if that is not known before it has been started
    @Inject
    public KafkaClients(KafkaDefaultConfiguration connection, Optional<ComingKafka> coming) {
        this.connection = connection.getConfig();
        this.coming = coming;
    }

    /// Makes beside everything else what the first client of a JVM takes longest for: the beans of
    /// JMX, which it registers itself with.
    public static void prepare() {
        Thread.ofPlatform()
                .daemon()
                .name("kafka-preparation")
                .start(ManagementFactory::getPlatformMBeanServer);
    }

    /// A client that answers or fails within ten seconds.
    public Admin admin() {
        Properties settings = settings();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        return Admin.create(settings);
    }

    /// A producer whose records are durable when they are acknowledged, and in order.
    ///
    /// @param longestBlock how long a send may block its caller while Kafka is away
    public Producer<byte[], byte[]> producer(Duration longestBlock) {
        return producer(longestBlock, Map.of());
    }

    /// As [#producer(Duration)].
    ///
    /// @param further settings by their Kafka names, over all others
    public Producer<byte[], byte[]> producer(Duration longestBlock, Map<String, String> further) {
        Properties settings = settings();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        // Kafka 4 waits 5 ms for company, which one record at a time never gets.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        // What comes while a request is under way travels together in the next one.
        settings.putIfAbsent(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(longestBlock.toMillis()));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000");
        settings.putAll(further);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// A consumer that commits nothing and starts nowhere by itself.
    ///
    /// @param group the consumer group's id
    /// @param further settings by their Kafka names, over the connection's
    public Consumer<byte[], byte[]> consumer(String group, Map<String, String> further) {
        Properties settings = settings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        // KIP-848's protocol stalls an idle consumer of 4.3 until its next poll.
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "3000");
        settings.putAll(further);
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// A consumer of no group, which is told what to read and from where.
    public Consumer<byte[], byte[]> reader() {
        return reader(Map.of());
    }

    /// As [#reader()].
    ///
    /// @param further settings by their Kafka names, over the connection's
    public Consumer<byte[], byte[]> reader(Map<String, String> further) {
        Properties settings = settings();
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.putAll(further);
        return new Reader(settings);
    }

    /// Has no group to leave. Without that it waits at its end until the last fetch is answered,
    /// which takes half a second where there is nothing more to read.
    private static final class Reader extends KafkaConsumer<byte[], byte[]> {

        Reader(Properties settings) {
            super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public void close() {
            close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private Properties settings() {
        var settings = new Properties();
        // By default each of the hundreds of metrics of each client is a bean of JMX, which nobody
        // reads and every start pays for.
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.putAll(connection);
        coming.ifPresent(kafka ->
                settings.put(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
        return settings;
    }
}
