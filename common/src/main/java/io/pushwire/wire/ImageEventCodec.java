// SPDX-License-Identifier: Apache-2.0
package io.pushwire.wire;

import static io.pushwire.wire.CloudEventRecords.required;

import io.cloudevents.CloudEvent;
import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Image events on `pushwire.image-events`; the schemas of their data are `image-pushed.v1.json`
/// and `image-deleted.v1.json` beside this class. A change that an older reader cannot ignore is a
/// new type, and ships one minor version after readers know it.
public final class ImageEventCodec {

    public static final String PUSHED = "io.pushwire.image.pushed.v1";
    public static final String DELETED = "io.pushwire.image.deleted.v1";

    private ImageEventCodec() {}

    /// Keyed by the canonical image tag, so that one tag stays in one partition.
    public static ProducerRecord<byte[], byte[]> write(String topic, ImageEvent event) {
        Announcement said = event.announcement();
        var attributes =
                new CloudEventRecords.Attributes(
                        said.id(),
                        switch (event) {
                            case ImageEvent.Pushed _ -> PUSHED;
                            case ImageEvent.Deleted _ -> DELETED;
                        },
                        "/pushwire/sources/" + said.origin().source(),
                        said.receivedAt());
        return CloudEventRecords.write(topic, said.image().toString(), attributes, data(event));
    }

    public static Decoded<ImageEvent> read(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        return CloudEventRecords.read(kafkaRecord, ImageEventCodec::event);
    }

    private static Data data(ImageEvent event) {
        Announcement said = event.announcement();
        Announcement.Origin origin = said.origin();
        var from =
                new OriginData(
                        origin.source(),
                        origin.dialect(),
                        origin.senderEventId().orElse(null),
                        origin.actor().orElse(null),
                        origin.instance().orElse(null));
        ImageTag image = said.image();
        Instant occurredAt = said.occurredAt().orElse(null);
        return switch (event) {
            case ImageEvent.Pushed(
                            _,
                            Digest digest,
                            Optional<String> mediaType,
                            Instant settledAt) ->
                    new Data(
                            image.host(),
                            said.hosts(),
                            image.repository(),
                            image.tag(),
                            digest.value(),
                            mediaType.orElse(null),
                            occurredAt,
                            said.receivedAt(),
                            settledAt,
                            from);
            case ImageEvent.Deleted _ ->
                    new Data(
                            image.host(),
                            said.hosts(),
                            image.repository(),
                            image.tag(),
                            null,
                            null,
                            occurredAt,
                            said.receivedAt(),
                            null,
                            from);
        };
    }

    private static ImageEvent event(CloudEvent event) throws IOException {
        if (!event.getType().equals(PUSHED) && !event.getType().equals(DELETED)) {
            throw new IllegalArgumentException(
                    "type \"" + event.getType() + "\" is unknown to this version");
        }
        Data data = CloudEventRecords.data(event, Data.class);
        OriginData from = required(data.origin(), "origin");
        var announcement =
                new Announcement(
                        event.getId(),
                        new ImageTag(
                                required(data.registry(), "registry"),
                                required(data.repository(), "repository"),
                                required(data.tag(), "tag")),
                        required(data.hosts(), "hosts"),
                        Optional.ofNullable(data.occurredAt()),
                        required(data.receivedAt(), "receivedAt"),
                        new Announcement.Origin(
                                required(from.source(), "origin.source"),
                                required(from.dialect(), "origin.dialect"),
                                Optional.ofNullable(from.senderEventId()),
                                Optional.ofNullable(from.actor()),
                                Optional.ofNullable(from.instance())));
        if (event.getType().equals(DELETED)) {
            return new ImageEvent.Deleted(announcement);
        }
        return new ImageEvent.Pushed(
                announcement,
                new Digest(required(data.digest(), "digest")),
                Optional.ofNullable(data.mediaType()),
                Optional.ofNullable(data.settledAt()).orElse(announcement.receivedAt()));
    }

    private record Data(
            @Nullable String registry,
            @Nullable List<String> hosts,
            @Nullable String repository,
            @Nullable String tag,
            @Nullable String digest,
            @Nullable String mediaType,
            @Nullable Instant occurredAt,
            @Nullable Instant receivedAt,
            @Nullable Instant settledAt,
            @Nullable OriginData origin) {}

    private record OriginData(
            @Nullable String source,
            @Nullable String dialect,
            @Nullable String senderEventId,
            @Nullable String actor,
            @Nullable String instance) {}
}
