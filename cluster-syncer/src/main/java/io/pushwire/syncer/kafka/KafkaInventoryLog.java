// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.Topics;
import io.pushwire.syncer.level.InventoryLog;
import io.pushwire.wire.InventoryCodec;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// The inventory on `pushwire.inventory.<cluster>`.
final class KafkaInventoryLog implements InventoryLog {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaInventoryLog.class);
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(5);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

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
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> next : records) {
                sent.add(producer().send(next));
            }
            for (Future<RecordMetadata> next : sent) {
                next.get();
            }
            return true;
        } catch (ExecutionException | KafkaException failed) {
            LOG.warn("Tried to write the inventory but {}; trying again", failed.getMessage());
            return false;
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = clients.producer(LONGEST_BLOCK);
        }
        return producer;
    }

    synchronized void close() {
        if (producer != null) {
            producer.close(LONGEST_CLOSE);
        }
    }
}
