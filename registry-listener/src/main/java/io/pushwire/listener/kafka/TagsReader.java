// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.pushwire.image.ImageTag;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.Topics;
import io.pushwire.tag.KnownTag;
import io.pushwire.tag.TagsRecord;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.TagsCodec;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What `pushwire.tags` holds of some partitions, from its beginning to its present end.
final class TagsReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients clients;
    private final String log;

    /// @param log what was said about another log is not read
    TagsReader(KafkaClients clients, String log) {
        this.clients = clients;
        this.log = log;
    }

    /// By partition of the log. Takes as long as the topic is large.
    Map<Integer, Map<ImageTag, KnownTag>> read(Collection<Integer> partitions) {
        List<TopicPartition> tags =
                partitions.stream()
                        .map(partition -> new TopicPartition(Topics.TAGS, partition))
                        .toList();
        Map<Integer, Map<ImageTag, KnownTag>> known = new HashMap<>();
        partitions.forEach(partition -> known.put(partition, new HashMap<>()));
        try (Consumer<byte[], byte[]> consumer =
                clients.consumer(SettlerRun.GROUP + ".tags", Map.of())) {
            consumer.assign(tags);
            consumer.seekToBeginning(tags);
            Map<TopicPartition, Long> ends = consumer.endOffsets(tags);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    add(found, known.getOrDefault(found.partition(), new HashMap<>()));
                }
            }
        }
        return known;
    }

    private void add(ConsumerRecord<byte[], byte[]> found, Map<ImageTag, KnownTag> known) {
        if (found.value() != null
                && TagsCodec.read(found) instanceof Decoded.Understood<TagsRecord>(KnownTag tag)
                && tag.settled().log().equals(log)) {
            // A replica that did not know yet that it had lost the partition may have written late.
            known.merge(
                    tag.image(),
                    tag,
                    (a, b) -> a.settled().offset() > b.settled().offset() ? a : b);
        }
    }
}
