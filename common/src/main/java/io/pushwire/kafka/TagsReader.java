// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import io.pushwire.image.ImageTag;
import io.pushwire.tag.KnownTag;
import io.pushwire.tag.TagsRecord;
import io.pushwire.tag.Watermark;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.TagsCodec;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What `pushwire.tags` holds of some partitions, from its beginning to its present end.
public final class TagsReader {

    private final String log;

    /// @param log id of the topic; what was said about another log is not read
    public TagsReader(String log) {
        this.log = log;
    }

    /// By partition of the log. Takes as long as the topic is large.
    public Map<Integer, Partition> read(KafkaClients clients, Collection<Integer> partitions) {
        try (Consumer<byte[], byte[]> consumer = clients.reader()) {
            return read(consumer, partitions, _ -> true);
        }
    }

    /// As [#read(KafkaClients, Collection)], without the tags that are not wanted: their records
    /// are passed over.
    ///
    /// @param consumer of no group, whose assignment it replaces
    /// @param wanted told the key, a tag under its registry's own name
    public Map<Integer, Partition> read(
            Consumer<byte[], byte[]> consumer,
            Collection<Integer> partitions,
            Predicate<String> wanted) {
        Map<Integer, Partition> found = new HashMap<>();
        partitions.forEach(partition -> found.put(partition, new Partition(log)));
        List<TopicPartition> tags =
                partitions.stream()
                        .map(partition -> new TopicPartition(Topics.TAGS, partition))
                        .toList();
        BoundedRead.whole(consumer, tags)
                .run(next -> {
                    byte[] bytes = next.key();
                    String key = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
                    Partition partition = found.get(next.partition());
                    if (partition != null
                            && (key.equals(TagsCodec.WATERMARK_KEY) || wanted.test(key))) {
                        partition.add(next);
                    }
                    return true;
                });
        return found;
    }

    /// What is known of one partition of the log.
    public static final class Partition {

        private final String log;
        private final Map<ImageTag, KnownTag> known = new HashMap<>();
        private Optional<Watermark> watermark = Optional.empty();

        private Partition(String log) {
            this.log = log;
        }

        /// By the tag under its registry's own name.
        public Map<ImageTag, KnownTag> known() {
            return known;
        }

        /// Empty where the settler has settled nothing yet.
        public Optional<Watermark> watermark() {
            return watermark;
        }

        private void add(ConsumerRecord<byte[], byte[]> next) {
            if (next.value() == null
                    || !(TagsCodec.read(next) instanceof Decoded.Understood<TagsRecord>(var it))) {
                return;
            }
            switch (it) {
                case KnownTag tag when tag.settled().log().equals(log) ->
                        // A replica that did not know yet that it had lost the partition may have
                        // written late.
                        known.merge(
                                tag.image(),
                                tag,
                                (a, b) -> a.settled().offset() > b.settled().offset() ? a : b);
                case Watermark mark when mark.log().equals(log) ->
                        watermark =
                                watermark
                                        .filter(before -> before.next() > mark.next())
                                        .or(() -> Optional.of(mark));
                case KnownTag _, Watermark _ -> {}
            }
        }
    }
}
