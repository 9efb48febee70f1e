// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.kafka.Topics;
import io.pushwire.listener.reception.DeadLetter;
import io.pushwire.listener.reception.Publication;
import io.pushwire.listener.settler.Settlement;
import io.pushwire.listener.webhook.Dialects;
import io.pushwire.runtime.Backoff;
import io.pushwire.tag.KnownTag;
import io.pushwire.tag.Watermark;
import io.pushwire.wire.ImageEventCodec;
import io.pushwire.wire.TagsCodec;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The settler's words on `pushwire.image-events`, `pushwire.tags` and `pushwire.dead-letters`.
final class KafkaSettlement implements Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSettlement.class);

    private final LogWriter writer;
    private final String log;
    private final InstantSource clock;

    /// @param log id of the topic, the name of its order
    KafkaSettlement(LogWriter writer, String log, InstantSource clock) {
        this.writer = writer;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Position publish(ImageEvent.Observed observed) throws InterruptedException {
        return switch (write(ImageEventCodec.write(Topics.IMAGE_EVENTS, observed))) {
            case Publication.Stored(_, int partition, long offset) ->
                    observed.at(log, partition, offset);
            case Publication.TooLarge(String why) ->
                    throw new IllegalStateException("the log takes no event of ours: " + why);
            case Publication.Unavailable(String why) -> throw new IllegalStateException(why);
        };
    }

    @Override
    public void record(KnownTag tag) throws InterruptedException {
        write(TagsCodec.write(Topics.TAGS, tag));
    }

    /// In the generic dialect, so that the question can be asked again.
    @Override
    public void bury(ImageEvent event, String reason) throws InterruptedException {
        var letter =
                new DeadLetter(
                        "settler:" + event.id(),
                        event.image() + ": " + reason,
                        event.announcement().origin().source(),
                        Dialects.GENERIC,
                        Map.of("content-type", "application/json"),
                        DeadLetter.Body.of(question(event).getBytes(StandardCharsets.UTF_8)),
                        clock.instant());
        write(DeadLetterCodec.write(Topics.DEAD_LETTERS, letter));
    }

    // No part of a reference or a digest needs an escape.
    private static String question(ImageEvent event) {
        String digest =
                switch (event) {
                    case ImageEvent.Located located -> "@" + located.digest();
                    case ImageEvent.Announced announced ->
                            announced.claimed().map(claimed -> "@" + claimed).orElse("");
                    case ImageEvent.Deleted _ -> "";
                };
        return "{\"image\":\"%s%s\"}".formatted(event.image(), digest);
    }

    /// One try: the next one says the same and more.
    void watermark(int partition, long next) {
        var watermark = new Watermark(log, partition, next, clock.instant());
        if (writer.write(List.of(TagsCodec.write(Topics.TAGS, watermark))).getFirst()
                instanceof Publication.Unavailable(String why)) {
            LOG.warn("Tried to record how far {} is settled but {}", partition, why);
        }
    }

    /// Never unavailable: tries until Kafka takes it, or never will.
    private Publication write(ProducerRecord<byte[], byte[]> kafkaRecord)
            throws InterruptedException {
        var backoff = new Backoff();
        while (true) {
            Publication publication = writer.write(List.of(kafkaRecord)).getFirst();
            switch (publication) {
                case Publication.Stored _ -> {
                    return publication;
                }
                case Publication.TooLarge(String why) -> {
                    LOG.error("Tried to write to {} but {}", kafkaRecord.topic(), why);
                    return publication;
                }
                case Publication.Unavailable(String why) ->
                        LOG.warn("{}; trying again to write to {}", why, kafkaRecord.topic());
            }
            backoff.pause();
        }
    }
}
