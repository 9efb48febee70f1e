// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.pushwire.event.ImageEvent;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.tag.KnownTag;
import io.pushwire.tag.TagsRecord;
import io.pushwire.tag.Watermark;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.ImageEventCodec;
import io.pushwire.wire.TagsCodec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the settler wrote, read from the beginning each time.
final class SettledLog implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;

    SettledLog() {
        this(EmbeddedKafka.bootstrapServers());
    }

    SettledLog(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "auto.offset.reset", "none",
                                "group.protocol", "classic"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /// The newest record of each of the tags that has one.
    Collection<KnownTag> known(Collection<ImageTag> images) {
        Set<ImageTag> wanted = Set.copyOf(images);
        Map<ImageTag, KnownTag> newest = new LinkedHashMap<>();
        for (TagsRecord found : tags()) {
            if (found instanceof KnownTag tag && wanted.contains(tag.image())) {
                newest.put(tag.image(), tag);
            }
        }
        return newest.values();
    }

    Optional<Digest> digest(ImageTag image) {
        return known(List.of(image)).stream()
                .findFirst()
                .flatMap(KnownTag::word)
                .flatMap(KnownTag.Word::digest);
    }

    /// Each digest that was ever the newest word.
    Set<Digest> digestsEver(ImageTag image) {
        return tags().stream()
                .filter(KnownTag.class::isInstance)
                .map(KnownTag.class::cast)
                .filter(tag -> tag.image().equals(image))
                .flatMap(tag -> tag.word().stream())
                .flatMap(word -> word.digest().stream())
                .collect(Collectors.toSet());
    }

    /// All tags that somebody said to be pushed.
    Set<ImageTag> pushed() {
        Set<ImageTag> pushed = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> found : all(Topics.IMAGE_EVENTS)) {
            if (ImageEventCodec.read(found)
                    instanceof Decoded.Understood<ImageEvent>(ImageEvent.Pushed push)) {
                pushed.add(push.image());
            }
        }
        return pushed;
    }

    long watermark(int partition) {
        return tags().stream()
                .filter(Watermark.class::isInstance)
                .map(Watermark.class::cast)
                .filter(watermark -> watermark.partition() == partition)
                .mapToLong(Watermark::next)
                .max()
                .orElse(0);
    }

    List<ImageEvent.Observed> observations(ImageTag image) {
        List<ImageEvent.Observed> observed = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> found : all(Topics.IMAGE_EVENTS)) {
            if (ImageEventCodec.read(found)
                            instanceof
                            Decoded.Understood<ImageEvent>(ImageEvent.Observed observation)
                    && observation.image().equals(image)) {
                observed.add(observation);
            }
        }
        return observed;
    }

    private List<TagsRecord> tags() {
        List<TagsRecord> tags = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> found : all(Topics.TAGS)) {
            if (TagsCodec.read(found) instanceof Decoded.Understood<TagsRecord>(TagsRecord tag)) {
                tags.add(tag);
            }
        }
        return tags;
    }

    private List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(found -> new TopicPartition(topic, found.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(found::add);
        }
        return found;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
