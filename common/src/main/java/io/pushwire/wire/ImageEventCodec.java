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

/// Image events on `pushwire.image-events`; the schemas of their data are the files
/// `image-*.v1.json` beside this class. A change that an older reader cannot ignore is a new type,
/// and ships one minor version after readers know it.
public final class ImageEventCodec {

    public static final String PUSHED = "io.pushwire.image.pushed.v1";
    public static final String OBSERVED = "io.pushwire.image.observed.v1";
    public static final String ANNOUNCED = "io.pushwire.image.announced.v1";
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
                            case ImageEvent.Observed _ -> OBSERVED;
                            case ImageEvent.Announced _ -> ANNOUNCED;
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
        return switch (event) {
            case ImageEvent.Pushed(
                            _,
                            Digest digest,
                            Optional<String> mediaType,
                            Instant settledAt) ->
                    new Data(said, from, digest, mediaType, settledAt, null, null);
            case ImageEvent.Observed(
                            _,
                            Digest digest,
                            Optional<String> mediaType,
                            long asOf,
                            boolean baseline) ->
                    new Data(said, from, digest, mediaType, null, baseline, asOf);
            case ImageEvent.Announced(_, Optional<Digest> claimed, Optional<String> mediaType) ->
                    new Data(said, from, claimed.orElse(null), mediaType, null, null, null);
            case ImageEvent.Deleted _ ->
                    new Data(said, from, null, Optional.empty(), null, null, null);
        };
    }

    private static ImageEvent event(CloudEvent event) throws IOException {
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
        Optional<String> mediaType = Optional.ofNullable(data.mediaType());
        return switch (event.getType()) {
            case PUSHED ->
                    new ImageEvent.Pushed(
                            announcement,
                            new Digest(required(data.digest(), "digest")),
                            mediaType,
                            Optional.ofNullable(data.settledAt())
                                    .orElse(announcement.receivedAt()));
            case OBSERVED ->
                    new ImageEvent.Observed(
                            announcement,
                            new Digest(required(data.digest(), "digest")),
                            mediaType,
                            required(data.asOf(), "asOf"),
                            Boolean.TRUE.equals(data.baseline()));
            case ANNOUNCED ->
                    new ImageEvent.Announced(
                            announcement,
                            Optional.ofNullable(CloudEventRecords.map(data.digest(), Digest::new)),
                            mediaType);
            case DELETED -> new ImageEvent.Deleted(announcement);
            default ->
                    throw new IllegalArgumentException(
                            "type \"" + event.getType() + "\" is unknown to this version");
        };
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
            @Nullable Boolean baseline,
            @Nullable Long asOf,
            @Nullable OriginData origin) {

        /// @param to the digest
        Data(
                Announcement said,
                OriginData from,
                @Nullable Digest to,
                Optional<String> mediaType,
                @Nullable Instant settledAt,
                @Nullable Boolean baseline,
                @Nullable Long asOf) {
            this(
                    said.image().host(),
                    said.hosts(),
                    said.image().repository(),
                    said.image().tag(),
                    to == null ? null : to.value(),
                    mediaType.orElse(null),
                    said.occurredAt().orElse(null),
                    said.receivedAt(),
                    settledAt,
                    baseline,
                    asOf,
                    from);
        }
    }

    private record OriginData(
            @Nullable String source,
            @Nullable String dialect,
            @Nullable String senderEventId,
            @Nullable String actor,
            @Nullable String instance) {}
}
