// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.Topics;
import io.pushwire.syncer.level.InventoryLog;
import io.pushwire.wire.InventoryCodec;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// The inventory on `pushwire.inventory.<cluster>`. The record of a tag that thousands of workloads
/// use has megabytes, but much of it is alike.
final class KafkaInventoryLog implements InventoryLog {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaInventoryLog.class);
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(5);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);
    private static final String MOST_BYTES = String.valueOf(64 * 1024 * 1024);
    private static final Map<String, String> LARGE_RECORDS =
            Map.of(
                    ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip",
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_BYTES,
                    ProducerConfig.BUFFER_MEMORY_CONFIG, MOST_BYTES);

    private final KafkaClients clients;
    private final String cluster;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaInventoryLog(KafkaClients clients, String cluster) {
        this.clients = clients;
        this.cluster = cluster;
    }

    @Override
    public boolean write(int partition, List<TagUse> records, List<ImageTag> gone)
            throws InterruptedException {
        String topic = Topics.inventory(cluster);
        return send(
                Stream.concat(
                                records.stream()
                                        .map(use ->
                                                InventoryCodec.write(
                                                        topic, partition, cluster, use)),
                                gone.stream()
                                        .map(tag ->
                                                InventoryCodec.tombstone(
                                                        topic, partition, tag.toString())))
                        .toList());
    }

    boolean send(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
        try {
            Map<ProducerRecord<byte[], byte[]>, Future<RecordMetadata>> sent =
                    new LinkedHashMap<>();
            for (ProducerRecord<byte[], byte[]> next : records) {
                sent.put(next, producer().send(next));
            }
            for (var next : sent.entrySet()) {
                await(next.getKey(), next.getValue());
            }
            return true;
        } catch (ExecutionException | KafkaException failed) {
            LOG.warn("Tried to write the inventory but {}; trying again", failed.getMessage());
            return false;
        }
    }

    /// What Kafka will never take must not keep the others waiting.
    private static void await(ProducerRecord<byte[], byte[]> sent, Future<RecordMetadata> answer)
            throws ExecutionException, InterruptedException {
        try {
            answer.get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof RecordTooLargeException)) {
                throw failed;
            }
            LOG.error(
                    "The inventory of {} is not kept, too many workloads use it: raise"
                            + " max.message.bytes of {} ({})",
                    new String(sent.key(), StandardCharsets.UTF_8),
                    sent.topic(),
                    failed.getMessage());
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = clients.producer(LONGEST_BLOCK, LARGE_RECORDS);
        }
        return producer;
    }

    synchronized void close() {
        if (producer != null) {
            producer.close(LONGEST_CLOSE);
        }
    }
}
