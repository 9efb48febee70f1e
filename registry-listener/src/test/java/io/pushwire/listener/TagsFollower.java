// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.tag.KnownTag;
import io.pushwire.tag.TagsRecord;
import io.pushwire.tag.Watermark;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.TagsCodec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What `pushwire.tags` says now, kept up to date in the background.
final class TagsFollower implements AutoCloseable {

    private final Map<ImageTag, KnownTag> tags = new ConcurrentHashMap<>();
    private final Map<Integer, Long> watermarks = new ConcurrentHashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;

    /// @param bootstrapServers of a broker that has the topic
    TagsFollower(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "group.protocol", "classic"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.TAGS).stream()
                        .map(found -> new TopicPartition(Topics.TAGS, found.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread = Thread.ofPlatform().name("tags-follower").start(this::follow);
    }

    Optional<Digest> digest(ImageTag image) {
        return Optional.ofNullable(tags.get(image))
                .flatMap(KnownTag::word)
                .flatMap(KnownTag.Word::digest);
    }

    /// The first offset of the partition that is not settled.
    long watermark(int partition) {
        return watermarks.getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::note);
            }
        } catch (WakeupException closing) {
            // The test is over.
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> found) {
        if (TagsCodec.read(found) instanceof Decoded.Understood<TagsRecord>(TagsRecord said)) {
            switch (said) {
                case KnownTag tag -> tags.put(tag.image(), tag);
                case Watermark watermark -> watermarks.put(watermark.partition(), watermark.next());
            }
        }
    }
}
