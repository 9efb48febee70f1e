// SPDX-License-Identifier: Apache-2.0
package io.pushwire.wire;

import static io.pushwire.wire.CloudEventRecords.required;

import io.cloudevents.CloudEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.tag.KnownTag;
import io.pushwire.tag.TagsRecord;
import io.pushwire.tag.Watermark;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records of `pushwire.tags`; the schemas of their data are `tag.v1.json` and `watermark.v1.json`
/// beside this class. Each stands in the partition that it is about.
public final class TagsCodec {

    public static final String TAG = "io.pushwire.tag.v1";
    public static final String WATERMARK = "io.pushwire.watermark.v1";

    /// No image tag looks like it: they all hold a slash.
    public static final String WATERMARK_KEY = "watermark";

    private static final String SOURCE = "/pushwire/settler";

    private TagsCodec() {}

    public static ProducerRecord<byte[], byte[]> write(String topic, KnownTag tag) {
        ImageTag image = tag.image();
        var data =
                new TagData(
                        image.host(),
                        tag.hosts(),
                        image.repository(),
                        image.tag(),
                        tag.word().flatMap(KnownTag.Word::digest).map(Digest::value).orElse(null),
                        tag.word().map(KnownTag.Word::position).map(PositionData::of).orElse(null),
                        PositionData.of(tag.settled()),
                        tag.newestBySource(),
                        tag.updatedAt());
        Position at = tag.settled();
        return CloudEventRecords.write(
                new CloudEventRecords.Place(topic, at.partition()),
                image.toString(),
                new CloudEventRecords.Attributes(
                        image + "@" + at.offset(), TAG, SOURCE, tag.updatedAt()),
                data);
    }

    public static ProducerRecord<byte[], byte[]> write(String topic, Watermark watermark) {
        return CloudEventRecords.write(
                new CloudEventRecords.Place(topic, watermark.partition()),
                WATERMARK_KEY,
                new CloudEventRecords.Attributes(
                        watermark.partition() + "@" + watermark.next(),
                        WATERMARK,
                        SOURCE,
                        watermark.updatedAt()),
                new WatermarkData(
                        watermark.log(),
                        watermark.partition(),
                        watermark.next(),
                        watermark.updatedAt()));
    }

    public static Decoded<TagsRecord> read(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return CloudEventRecords.read(kafkaRecord, TagsCodec::tagsRecord);
    }

    private static TagsRecord tagsRecord(CloudEvent event) throws IOException {
        return switch (event.getType()) {
            case TAG -> tag(CloudEventRecords.data(event, TagData.class));
            case WATERMARK -> watermark(CloudEventRecords.data(event, WatermarkData.class));
            default ->
                    throw new IllegalArgumentException(
                            "type \"" + event.getType() + "\" is unknown to this version");
        };
    }

    private static KnownTag tag(TagData data) {
        Optional<Digest> digest =
                Optional.ofNullable(CloudEventRecords.map(data.digest(), Digest::new));
        return new KnownTag(
                new ImageTag(
                        required(data.registry(), "registry"),
                        required(data.repository(), "repository"),
                        required(data.tag(), "tag")),
                required(data.hosts(), "hosts"),
                required(data.settled(), "settled").position(),
                Optional.ofNullable(data.position())
                        .map(position -> new KnownTag.Word(digest, position.position())),
                required(data.newestBySource(), "newestBySource"),
                required(data.updatedAt(), "updatedAt"));
    }

    private static Watermark watermark(WatermarkData data) {
        return new Watermark(
                required(data.log(), "log"),
                data.partition(),
                data.next(),
                required(data.updatedAt(), "updatedAt"));
    }

    private record TagData(
            @Nullable String registry,
            @Nullable List<String> hosts,
            @Nullable String repository,
            @Nullable String tag,
            @Nullable String digest,
            @Nullable PositionData position,
            @Nullable PositionData settled,
            @Nullable Map<String, Instant> newestBySource,
            @Nullable Instant updatedAt) {}

    private record WatermarkData(
            @Nullable String log, int partition, long next, @Nullable Instant updatedAt) {}
}
